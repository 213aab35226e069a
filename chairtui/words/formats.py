"""Messages about a format that can't be used, and about what a format covers."""

NOT_UTF8 = "the file is not UTF-8 text. Save it as UTF-8 and try again."
TOO_LARGE = "the file is larger than {most} KB, which no format is. Check that it is the right file."
UNREADABLE = "the file can't be read: {why}. Mend that, or take the file away."
FOLDER_UNREADABLE = "the folder of your own formats can't be read: {why}. Mend that, or choose another."
NOT_TOML = "this is not TOML: {why}. Mend the line."
TOO_DEEP = "keys or brackets are nested too deep here for a format. Take some of them out."
TAKEN = "a format called “{id}” is there already, from {first}. Give this one another id."

MISSING = "“{key}” is missing from {where}. Add it."
UNKNOWN_KEY = "{where} has no “{key}”. Check the spelling, or take the line out."
UNKNOWN_KEY_LIKE = "{where} has no “{key}”. Did you mean “{like}”?"
NO_SUCH_LIKE = "there is no {what} “{id}”. Did you mean “{like}”?"
EMPTY_AGENDA = "the agenda is empty. Add at least one [[agenda]] item."
NO_AGENDA = "the agenda is missing. Add at least one [[agenda]] item."
WRONG_TYPE = "“{key}” must be {wanted}. Change the value."
NOT_ONE_OF = "“{key}” can't be “{value}”. Use one of: {choices}."
TOO_SMALL = "“{key}” must be {least} or more. Change the figure."
TOO_LARGE_FIGURE = "“{key}” must be {most} or less. Change the figure."
BLANK = "“{key}” is blank. Write something, or take the line out."
TOO_LONG = "“{key}” is longer than {most} characters. Shorten it."
BAD_ID = "“{value}” is not an id. Use letters, digits, full stops, colons, underscores and hyphens, without spaces."
BAD_PROVISION = "“{value}” is not a provision's id. Write capitals, a hyphen and a number, such as AREA-01."
ANYTHING_ELSE = "“{key}” is not right: {why}. Change it."

TYPES = {
    "string_type": "text in quotation marks",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
}
"""What a value must be, by the kind of error."""

TABLES = {
    "agenda": "this agenda item",
    "prompts": "this prompt",
    "questions": "this question",
    "choices": "this choice",
    "opens": "“opens”",
    "reasons": "this reason",
    "kinds": "this kind of meeting",
    "excluded": "this excluded kind",
    "rules": "this rule",
    "clocks": "this clock",
    "provisions": "this provision",
    "pathway": "the pathway",
    "route": "the route",
    "words": "the words",
    "layout": "the layout",
    "": "the format",
}
"""What each table of a format is called."""

SECTION_MISSING = "the layout has no place for the section “{section}”. Add it, so that nothing is left out."
SECTION_TWICE = "the layout has the section “{section}” more than once. Keep one."
DUPLICATE = "{what} “{id}” is there twice. Give one of them another id."
NUMBER_AS_ID = "an agenda item can't be called “{id}”: a number means its place on the agenda. Give it a name."
BASELINE_QUESTION = (
    "every format has the question “{id}”, of type {type}, for {provision}. Keep both, or give yours another id."
)
DETAIL_AS_ID = "a question can't be called “{id}”: that is one of a meeting's own details. Give it another id."
ORIGIN_ELSEWHERE = "“origin” belongs to items of kind “observations” only. Take it out."
NO_SUCH_ITEM = "there is no agenda item “{id}”. Use one of: {known}."
NO_SUCH_QUESTION = "there is no question “{id}”. Add it, or use one of: {known}."
NO_SUCH_PROVISION = "there is no provision “{id}”. Add a [[provisions]] row for it, or correct the id."
NO_SUCH_RULE = "there is no rule “{id}”. Use one of: {known}."
NO_SUCH_FIGURE = "the rule “{rule}” has no figure “{figure}”. {takes}"
TAKES_FIGURES = "It takes: {known}."
TAKES_NO_FIGURE = "It takes none."
FIGURE_MISSING = "the rule “{rule}” needs the figure “{figure}”. Add figures = {{ {figure} = … }}."
FIGURE_OUT_OF_RANGE = "“{figure}” must be from {least} to {most}. Change the figure."
RULE_NEEDS_QUESTION = 'the rule “{rule}” looks at a question\'s answer. Add question = "…".'
RULE_TAKES_NO_QUESTION = "the rule “{rule}” looks at no question. Take “question” out."
RULE_QUESTION_TYPE = "the rule “{rule}” needs a question of type {wanted}, and “{question}” is {type}."
RULE_NEEDS_WORDS = 'the rule “{rule}” needs an answer and a message. Add answer = "…" and message = "…".'
RULE_NEEDS_MESSAGE = 'the rule “{rule}” needs a message. Add message = "…".'
RULE_NEEDS_OTHER = 'the rule “{rule}” looks at a second question. Add other = "…".'
RULE_TAKES_NO_OTHER = "the rule “{rule}” looks at one question at most. Take “other” out."
RULE_NEEDS_NAMES = 'the rule “{rule}” needs words to look for. Add names = ["…", …].'
RULE_TAKES_NO_NAMES = "the rule “{rule}” takes no names. Take them out."
RULE_TAKES_NO_WORDS = "the rule “{rule}” takes no answer and no message. Take them out."
NO_CHOICES = 'a question of type choice needs choices. Add choices = [{ id = "…", text = "…" }, …].'
LOOKS_ELSEWHERE = "only a question of type date looks back or forward. Take it out, or change the type."
CHOICES_ELSEWHERE = "only a question of type choice has choices. Take them out, or change the type."
OPENS_LATER = "a question opens on one that stands above it, and “{id}” does not. Move it, or correct the id."
OPENS_ONE = "“opens” has either an answer or an unless. Give one of them."
OR_WORDS_ELSEWHERE = "only a question of type date has or_words. Take it out, or change the type."
MEMBER_ELSEWHERE = "only a question of type person has member. Take it out, or change the type."
ABOUT_TEXT = "only a question of type text is about “{about}”. Change the type, or take it out."
ABOUT_YES_NO = "only a question of type yes-no is about “{about}”. Change the type, or take it out."
ABOUT_NO_OR_NONE = (
    "a question about “{about}” must take “no” or “none”. Make it of type yes-no, or add or_reason = true."
)
NOT_AN_ANSWER = "“{answer}” is not an answer to “{question}”. Use one of: {known}."
ANSWER_IN_WORDS = "“{answer}” can't be waited for: “{question}” is answered in words."
NO_SUCH_REASON = "there is no reason “{id}” above this one. Move it, or correct the id."
REASONS_UNCITED = "the format has reasons but no reasons_provision. Say which provision asks for them."
NO_REASONS = "reasons_provision is given, but the format has no reasons. Add [[reasons]], or take it out."
SCOPE_UNCITED = "the format has kinds of meeting but no scope_provision. Say which provision sets its scope."
CLOCK_FIGURE = "a clock has either working_days or months. Give one of them."
CLOCK_SAME_DAY = "“working_days” must be 1 or more where a clock starts with the meeting. Change the figure."
CLOCK_RISK_MONTHS = "a clock that starts at an immediate risk counts working days. Give working_days instead."
NO_SUCH_PLACE = (
    "“{{{name}}}” means nothing here. Use {{person}}, {{plan}}, {{record}}, {{child: …}} or {{adult: …}}, "
    "or write it out."
)
NOBODY_ANSWERS = (
    "nothing answers the provision “{id}”. Add a prompt, a question, a rule or a clock for it, or say built_in."
)
"""`built_in` names a part of the program."""

FAMILY_NOT_ASKED = (
    "in a meeting about {persons}, no question is about whether the family is told what came of it. Nothing goes into "
    "a relative's copy then unless somebody decides so. Where there is such a question, add about = “{about}” to it."
)
PERSON_NOT_ASKED = (
    "in a meeting about {persons}, no question is about whether they are told themselves what came of it. Nothing goes "
    "into their own copy then unless somebody decides so. Where there is such a question, add about = “{about}” to it."
)

OUT_OF_SCOPE = "{name}: a meeting by the format “{format}” must not replace it. The proper forum is {forum}."
UNKNOWN_KIND = (
    "“{kind}” is not a kind of meeting that “{format}” knows. It covers: {kinds}. It does not cover: {excluded}."
)
NONE = "none"
