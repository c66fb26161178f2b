/** Of one-time links: for who makes one, and for who opens it without ever signing in. */
export interface LinkTexts {
  readonly title: string
  readonly lead: string
  readonly make: string
  readonly again: string
  readonly below: string
  readonly address: string
  readonly code: string
  readonly twoWays: string
  readonly once: string
  readonly until: (when: string) => string
  readonly callBack: string
  readonly calledBack: (count: number) => string
  readonly made: string
  readonly none: string
  readonly state: Readonly<Record<'waiting' | 'opened' | 'closed' | 'expired' | 'called-back', string>>
  readonly badge: string
  readonly page: {
    readonly title: string
    readonly lead: string
    readonly code: string
    readonly codeHint: string
    readonly open: string
    readonly opening: string
    readonly wrongForm: string
    readonly goneTitle: string
    readonly gone: string
    readonly shownTitle: string
    readonly shown: string
    readonly call: (name: string) => string
    readonly answerTitle: string
    readonly accept: string
    readonly arrive: string
    readonly decline: string
    readonly reason: string
    readonly heard: string
    readonly leave: string
  }
}
