import type { Texts } from './texts.ts'

export const en: Texts = {
  signIn: 'Sign in',
  hub: 'Hub',
  username: 'User name',
  password: 'Password',
  code: 'One-time code',
  codeHint: 'The six digits that your authenticator app shows.',
  submit: 'Sign in',
  signOut: 'Sign out',
  signOutQuestion: 'Do you want to sign out of this hub?',
  signOutHint: 'Always do so when you leave a computer that others use.',
  languages: 'Language',
  goBack: 'Go back',
  errorPrefix: 'Error',
  problems: {
    refused: {
      title: 'The user name, password or code is wrong',
      next: 'Check all three. If you have used this code already, wait for the next one: it changes every 30 seconds.',
    },
    blocked: {
      title: 'Too many wrong tries',
      next: 'Wait up to 15 minutes, then try again. If it was not you, tell the operator of your hub.',
    },
    busy: { title: 'Many people are signing in just now', next: 'Wait a moment, then try again.' },
    agency: {
      title: 'Your agency may not sign in here',
      next: 'Ask the operator of your hub whether your agency is suspended.',
    },
    unavailable: {
      title: 'Sign-in is not available just now',
      next: 'Wait a moment, then try again. Work that you saved is not lost.',
    },
  },
  messages: {
    expired: { title: 'This sign-in page is no longer valid', next: 'Go back to the application and sign in again.' },
    unusable: {
      title: 'This sign-in cannot go on',
      next: 'Go back to the application and sign in again. If it happens again, tell the operator of your hub.',
    },
    failed: {
      title: 'Something went wrong here',
      next: 'Try again. If it happens again, tell the operator of your hub.',
    },
    signedOut: { title: 'You are signed out', next: 'You can close this window.' },
  },
}
