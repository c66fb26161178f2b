/** What can be wrong with a field, beside what is a refusal of its own. Tests of whole hubs find a code that is missing here. */
export const FIELD_CODES: Readonly<Record<string, string>> = {
  required: 'It is missing; in a choice, one of them is',
  invalid: 'It is of another kind, form or length than described, or empty',
  unknown_code: 'The code is not on its list',
  unexpected_field:
    'Beside those that are described there is another field. It is not named, since its name may be anything: the pointer is of the object it stands in',
  not_on_the_list:
    'In the data of a step, or an answer of a request for evidence: the code is not one that its schema has',
  unknown_field: 'There: a field that its schema does not have; the pointer is of the object it stands in',
  wrong_type: 'There: it is of another type',
  wrong_format: 'There: it is no day or time that can be read',
  not_a_hash: 'There: it is no SHA-256 in hex. What is said in words is sealed first; its hash is what stands here',
  too_few: 'There: the list is too short',
  too_many: 'There: the list is too long',
  too_small: 'There: the number is too small',
  too_big: 'There: the number is too large',
  repeated: 'The same stands there twice',
  not_allowed:
    'It may not stand there as things are, as a code of another protocol, or a kind of data that steps do not take',
  not_in_order: 'The end comes before the beginning',
  ends_before_start: 'It ends before it starts',
  in_the_past: 'The day is over',
  in_the_future: 'It lies ahead',
  too_long_ago: 'It is too long ago to be entered in this way',
  before_what_it_follows: 'It is earlier than what had already happened',
  paper_number_misread: 'It is not the number of a form: its last character does not fit the others',
  age_in_doubt_means_child: 'By the age given the person is a child, or it is in doubt: `isMinor` says otherwise',
  hidden_character:
    'There are signs in it that are not seen and turn the others round or hide some: type it anew rather than paste it',
  too_deep: 'It is nested too deeply',
  not_named: 'Of a suspect: the same whole name does not stand in the text',
}
