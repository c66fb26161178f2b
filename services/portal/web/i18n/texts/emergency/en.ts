import type { EmergencyTexts } from './emergency-texts.ts'

export const en: EmergencyTexts = {
  title: 'Emergency access',
  lead: 'If somebody is in danger now and the ordinary way does not help, you can open alone who the person is. What happens then is said first.',
  begin: 'Danger now: open alone',
  before: 'Before you open it alone',
  points: [
    'It is for danger now: to somebody’s life or health, or to a child. For anything else, take the ordinary way.',
    'Your supervisor and the auditor are told at once. Your name and the reason stand in the access log; that somebody looked, and why, the person can read in their own record.',
    'You can do it only a few times a week. It cannot be taken back.',
    'You see who the person is, how and where to reach them, risks, health and needs, as far as your agency may see that. What happened to the person is not shown.',
    'It ends after 60 minutes. Tell others only what they need in order to help.',
  ],
  reason: 'What is the danger?',
  reasons: {
    danger_to_life: 'Somebody’s life is in danger',
    medical_emergency: 'The person needs a doctor at once',
    child_in_danger: 'A child is in danger',
    trafficker_is_near: 'Somebody who did the person harm is near',
    missing_from_shelter: 'The person is missing from where they were safe',
  },
  open: 'Open alone',
  leave: 'Do not open',
  until: when => `Open until ${when}; then it leaves the screen by itself.`,
  cleared:
    'The data were cleared from the screen. Until the 60 minutes are over you can open them again: it counts as the same time, and is logged again.',
  call: 'If somebody is in danger now, do not wait for this page: call the emergency services, then your supervisor or the other agency of this referral.',
  journal: line => `Line ${line} of the journal, from which the access log takes it in`,
}
