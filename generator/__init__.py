"""Turns a folder of checked records into a cross-linked website.

The rooms of the house, in the order a build walks through them:

=================  ==========================================================
``documents``      one YAML file to plain data, with a position for every value
``model``          what each kind of record may hold
``load``           a folder of files to records
``link``           records to a dossier: references resolved, backlinks built
``rules``          the editorial rules a dossier must keep
``prose``          a block of prose to safe HTML
``figures``        records to pictures: SVG with its words and its table
``plan``           a dossier to pages, addresses and navigation
``render``         a planned page to an HTML fragment
``pages``          every page, made once or taken from before
``edition``        the content as it is now, with all its pages
``hosts.mkdocs``   pages into MkDocs and Material; ``hosts.serving``, a preview
``search``         the finished pages, to be sought in
``audit``          the finished HTML, checked
``pipeline``       the whole flow, top to bottom
``publish``        a finished site in the place of the former, or none
``cli``            the commands a person types; ``commands`` holds them
=================  ==========================================================

``characters``, ``positions`` and ``syntax`` serve ``documents``; ``validate`` and ``schema`` serve
``load``.
``fresh``, ``rename``, ``show``, ``where`` and ``desk`` do what editors ask for, with ``ids`` and ``edits``;
``editors`` are the pages for them, made from ``keys``, ``notation``, ``manual`` and ``recipes``.
``reach`` asks whether readers can get to every record.
``environment`` and ``filters`` are how templates are read, and what they do to words. ``made`` knows what
a page was made from, ``cache`` keeps it for the next build, ``joined`` makes it part of the page of all.
``sentences`` and ``mentions`` are what some rules read by: how hard a text is, and whom it names.
``report`` tells the content in figures, for a command and for a page.
``formats`` tells problems to other programs, ``preview`` puts them into the pages that they are about,
``diff`` tells what changes for the reader between two versions that ``history`` reads from git.
``manifest``, ``stamps`` and ``swap`` serve ``publish``. ``published`` and ``links`` keep in the
``ledger`` beside the content which addresses must not break, and which external ones have.
``headers`` says what hosts should serve the site with, ``contact`` whom to tell of its weaknesses.
``problems`` is shared by all: a finding is data, and how it is printed is another matter.
"""
