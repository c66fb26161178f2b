import { defineErrors } from '@amparo/kernel'

/** Why nobody was signed in. Which of name, password and code was wrong is not told. */
export const errors = defineErrors({
  sign_in_refused: [
    'unauthenticated',
    'User name, password or code is wrong',
    'Check all three; wait for the next code if this one was used already.',
  ],
  sign_in_blocked: ['unavailable', 'Too many wrong tries', 'Wait as long as the page says, then try again.'],
  sign_in_busy: ['unavailable', 'Too many people are signing in at once', 'Try again in a moment.'],
  agency_not_listed: [
    'forbidden',
    'Your agency may not sign people in here',
    'Ask the operator of your hub whether your agency is suspended.',
  ],
  users_unreadable: [
    'invalid',
    'The file of users is not as described',
    'Have provisioning write it anew, for its owner alone to read.',
  ],
  sign_in_expired: ['not_found', 'This sign-in has expired', 'Go back to where you came from and sign in again.'],
})
