import { defineErrors } from '@amparo/kernel'

export const errors = defineErrors({
  no_such_agency: ['not_found', 'No such agency', 'Choose one from the list.'],
  service_not_offered: [
    'invalid',
    'The agency does not offer this service',
    'Ask the jurisdiction to list it; the directory is signed.',
  ],
  no_such_hub: ['not_found', 'No such hub', 'Choose one from the list.'],
  seal_certificate_missing: [
    'unavailable',
    'The hub has no certificate to seal forms to',
    'Tell the operator: the directory lacks it.',
  ],
  directory_unreadable: [
    'invalid',
    'The directory file is not as described',
    'Have the jurisdiction make and sign it again.',
  ],
  directory_not_signed: [
    'invalid',
    'The directory is not signed by the jurisdiction of this hub',
    'Do not use it. Ask the jurisdiction for the directory that it has signed.',
  ],
  directory_of_another_hub: [
    'invalid',
    'The directory is of another hub',
    'Take the one that was signed for this hub.',
  ],
  directory_inconsistent: [
    'invalid',
    'The directory names something twice, or something that it does not hold',
    'Have the jurisdiction correct it and sign it again.',
  ],
  accreditation_missing: [
    'invalid',
    'The directory has an agency of which it does not say when it was accredited and by whom',
    'Have the jurisdiction state it (keys -- accredit) and sign it again; the directory before stays in force.',
  ],
  accreditation_not_by_two: [
    'invalid',
    'The directory has an agency that was not accredited by two institutions, other than itself and different from each other',
    'Have a second institution look at the agency, and the jurisdiction state both and sign it again.',
  ],
  accreditation_in_future: [
    'invalid',
    'The directory has an agency accredited on a day that has not come yet',
    'Have the jurisdiction correct the day and sign it again; if the day is right, the clock of this hub is wrong.',
  ],
  directory_older: [
    'conflict',
    'The directory is older than the one in force',
    'Take the newest one; what was taken back does not come into force again.',
  ],
  directory_conflicting: [
    'conflict',
    'Two different directories bear the same version',
    'Ask the jurisdiction which one it has signed; somebody may have its key.',
  ],
  authority_not_succeeded: [
    'invalid',
    'The directory names another key of a jurisdiction, and the one before has not signed that',
    'Do not use it. Take what the other hub has written (keys -- authority-key) in by keys -- statement --letter; if its key was stolen, compare the new fingerprint by phone first.',
  ],
})
