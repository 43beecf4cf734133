"""Turns a folder of checked records into a cross-linked website.

``check`` and ``build`` are the two procedures; read them first. Each stage is a folder. A stage imports
only the stages below it in this list:

=================  ==========================================================
``cli``            the commands a person types
``build``          content to a finished site, or to a list of problems
``mkdocs_plugin``  the site inside MkDocs: settings, files, navigation, pages
``preview``        a server that follows what is saved
``publishing``     the finished site: audited, listed, swapped in
``outputs``        what is published, one module for each kind of file
``mkdocs_frame``   the frame around every page, from the theme's templates
``rendering``      records to HTML: templates, prose, citations, figures
``authoring``      what editors ask for: new files, renames, searches, tasks
``history``        versions of the content in git, and how they differ
``check``          a content folder to a dossier, or to a list of problems
``rules``          the editorial rules, one a module
``ledger``         what machines note beside the content
``planning``       pages, addresses, navigation
``dossier``        all records, linked
``loading``        files to records: YAML, positions, validation
``model``          what each kind of record holds
``prose``          marks, sentences, names
``diagnostics``    problems, and how they are reported
=================  ==========================================================
"""
