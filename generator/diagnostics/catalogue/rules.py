"""The editorial rules."""

from __future__ import annotations

from ..problem import Code

R01 = Code(
    "R01",
    "A statement without a citation",
    "End it with [@source, place] or [editors].",
    "Every paragraph and list item ends in the source that it rests on, or says that it is the "
    "editors’ own voice. That is what the site promises its readers.",
)
R02 = Code(
    "R02",
    "A record without sources",
    "Name what its dates and figures rest on: `sources: [id-of-a-source]`.",
    "The dates, figures and names in a record’s keys are statements too, and rest on the sources "
    "that the record names.",
)
R03 = Code(
    "R03",
    "A quotation that no kept text holds",
    "Copy the words to the letter, or tell it in your own words and without quotation marks.",
    "Words between “ and ” are compared, letter by letter, with the words kept from the sources. "
    "None of them holds these.",
)
R04 = Code(
    "R04",
    "A quotation from a source that is not cited",
    "Cite the source the words are from.",
    "The words are kept, but from a source that this statement does not cite. A reader who "
    "follows the citation would not find them.",
)
R05 = Code(
    "R05",
    "A quotation that is too long",
    "Quote fewer words; tell the rest.",
    "A quotation is as long as it must be to prove the point. Longer ones are told in our own "
    "words, for the author’s right and the reader’s patience.",
)
R06 = Code(
    "R06",
    "A phrase that is no exact span of the text",
    "Copy the words from the kept text.",
    "A phrase is explained where it stands in the official text, so it must be a part of that "
    "text to the letter.",
)
R07 = Code(
    "R07",
    "A phrase in a language without a kept text",
    "Keep the text first, or drop the span.",
    "A phrase in some language can only be shown in the text of that language, and no such text is kept.",
)
R08 = Code(
    "R08",
    "A text that does not say what it lacks",
    "Say under `missing` what the text lacks; delete `missing` when its extent is full.",
    "A reader must know whether a text is whole. One that is not says what it lacks; one that is "
    "whole lacks nothing.",
)
R09 = Code(
    "R09",
    "Dates out of order",
    "Correct a date, or put the entries in the order of time.",
    "What ends cannot end before it began, and a list of dates is in the order of time. Dates are "
    "compared as far as both are known.",
)
R10 = Code(
    "R10",
    "An office the actor's record does not list",
    "Correct it, or add the office to the actor.",
    "Whoever acts on this site acts in an office, and the office is one that the actor’s record "
    "lists with its dates and sources.",
)
R11 = Code(
    "R11",
    "An office not held on that day",
    "Correct the day, the office or its dates.",
    "The actor’s record says from when to when the office was held, and the day of the event is "
    "not between.",
)
R12 = Code(
    "R12",
    "Votes that do not add up",
    "Compare both with the source; correct the figure, or one of the rows that it is the sum of.",
    "The votes of the groups, of the States and of the Members each add up to the totals. Where "
    "they do not, a figure was copied wrongly.",
)
R13 = Code(
    "R13",
    "A Member who stands twice in a vote",
    "Delete one of the two rows.",
    "Each Member votes once. A second row with the same name and State is a slip, or two people "
    "who must be told apart.",
)
R14 = Code(
    "R14",
    "A result that the totals do not show",
    "Correct the result or the totals.",
    "A vote is adopted when more vote for it than against it. The result and the totals say "
    "different things.",
)
R15 = Code(
    "R15",
    "A verdict without evidence",
    "Cite in the finding what shows it, beside the claim itself.",
    "A verdict needs evidence other than the claim itself.",
)
R16 = Code(
    "R16",
    "A recommendation without its paragraph",
    "Name the paragraph, or why it is not known.",
    "A recommendation stands in a paragraph of the resolution. Either it is named, or it is said "
    "why it is not known; not both.",
)
R17 = Code(
    "R17",
    "A paragraph the resolution does not have",
    "Name a paragraph by its id in the resolution's record.",
    "The resolution’s record lists its paragraphs by their anchors, and this one is not among them.",
)
R18 = Code(
    "R18",
    "A kind of record that does not exist",
    "Name one of the kinds there are.",
    "The navigation in dossier.yaml names kinds of record. There is none of this name.",
)
R19 = Code(
    "R19",
    "A kind of record in no chapter or in two",
    "Name each kind in exactly one chapter.",
    "Each kind stands in the navigation exactly once, so that each page has one place.",
)
R20 = Code(
    "R20",
    "A strand the dossier does not list",
    "Correct it, or add it to the dossier's strands.",
    "The timeline can be seen strand by strand. The strands, and their order, are listed in dossier.yaml.",
)
R21 = Code(
    "R21",
    "A sentence that is too long",
    "Split it, and cite the source in each part.",
    "A long sentence makes a reader begin again. Two short ones, each with its citation, are also "
    "easier to check.",
)
R22 = Code(
    "R22",
    "A text that is hard to read",
    "Use shorter sentences and shorter words.",
    "Summaries and answers are what most readers read. They are graded by the length of their "
    "sentences and words, roughly by the years of school they ask for.",
)
R23 = Code(
    "R23",
    "A name in a form this site does not use",
    "Use the name of the record.",
    "A record lists forms of its name that this site does not use, so that one thing has one name "
    "on every page.",
)
R24 = Code(
    "R24",
    "A record that is named and not linked",
    "Link it where it is first named.",
    "The first time that a page names something with a page of its own, it leads there.",
)
R25 = Code(
    "R25",
    "A page that leads to one other only",
    "Link it with a second record: under `related`, in its text, or from the other.",
    "A reader who has read a page wants to go on. From this one there is one way only.",
)
R26 = Code(
    "R26",
    "Two parts of a record with one id",
    "Give one of them another id.",
    "A section, a phrase or a paragraph has an address of its own, made of its id. Two of one id "
    "have one address.",
)
R27 = Code(
    "R27",
    "A citation of nothing",
    "Delete it together with the statement it belonged to, or write the statement before it.",
    "A citation ends a statement. When a statement is withdrawn and its citation stays, readers see a "
    "number that leads to a source and nothing that rests on it.",
)
R28 = Code(
    "R28",
    "A cell of a comparison in no column of its own",
    "Give the cell a provision that the comparison lists, and that no other cell of the row has.",
    "A comparison has one column for each provision it lists, and shows in it the row's cell of that "
    "provision. Another cell would be shown nowhere.",
)
N01 = Code(
    "N01",
    "A value still to be filled in",
    "Write the value, then delete the mark.",
    "`explainer new` writes a file that is valid as it stands, with made-up values. Each ends in "
    "a comment until someone has written the real one, so that nothing made up is published. "
    "Words such as `TODO` or `FILL IN` in the place of a value are kept from readers likewise.",
)
