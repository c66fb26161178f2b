/** What happened, and what to do next. */
export interface Message {
  readonly title: string
  readonly next: string
}
/** Above the form, which can be used again. */
export type Problem = 'refused' | 'blocked' | 'busy' | 'agency' | 'unavailable'
/** A page of its own. */
export type MessageName = 'expired' | 'unusable' | 'failed' | 'signedOut'

export interface Texts {
  readonly signIn: string
  readonly hub: string
  readonly username: string
  readonly password: string
  readonly code: string
  readonly codeHint: string
  readonly submit: string
  readonly signOut: string
  readonly signOutQuestion: string
  readonly signOutHint: string
  readonly languages: string
  readonly goBack: string
  readonly errorPrefix: string
  readonly problems: Readonly<Record<Problem, Message>>
  readonly messages: Readonly<Record<MessageName, Message>>
}
