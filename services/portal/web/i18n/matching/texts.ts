/** For custodians: whether another hub knows a person, without telling it who. */
export interface MatchingTexts {
  readonly title: string
  readonly lead: string
  readonly ask: string
  readonly subjectRef: string
  readonly subjectRefHint: string
  readonly subjectRefFault: string
  readonly to: string
  readonly purpose: string
  readonly reason: string
  readonly reasons: Readonly<Record<string, string>>
  readonly reference: string
  readonly referenceHint: string
  readonly asked: string
  readonly questions: string
  readonly none: string
  readonly askedAt: string
  readonly dueAt: string
  readonly byKeys: string
  readonly keys: Readonly<Record<string, string>>
  /** How a question stands; `hit` and `no_hit` are two ways of being answered. */
  readonly states: Readonly<Record<'asked' | 'hit' | 'no_hit' | 'refused' | 'not_delivered' | 'unanswered', string>>
  readonly why: string
  readonly refusals: Readonly<Record<string, string>>
  readonly otherHubs: string
  readonly otherHubsLead: string
  readonly nobodyAsked: string
  readonly answers: Readonly<Record<'waiting' | 'answered' | 'refused' | 'lapsed', string>>
}
