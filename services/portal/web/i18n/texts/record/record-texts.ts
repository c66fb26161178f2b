import type { RecallOutcome, RecordDoing, RecordReason } from '@amparo/contracts'

/** Of a person's own record: for the caseworker who shows it, for the sheet, and for the person, in plain words. */
export interface RecordTexts {
  readonly title: string
  readonly open: string
  readonly lead: string
  readonly show: string
  readonly hide: string
  readonly print: string
  readonly make: string
  readonly language: string
  readonly askedBy: string
  readonly askers: Readonly<Record<'person' | 'guardian', string>>
  readonly number: string
  readonly code: string
  readonly codeSpoken: string
  readonly shown: string
  readonly sheetMade: string
  readonly cleared: string
  readonly callBack: string
  readonly calledBack: (count: number) => string
  readonly made: string
  readonly none: string
  readonly state: Readonly<Record<'open' | 'closed' | 'expired' | 'called-back', string>>
  /** The papers on which the person signed. */
  /** A second officer stands by before a sheet opens. */
  readonly standBy: Readonly<Record<'title' | 'lead' | 'sure' | 'button' | 'done' | 'link', string>> &
    Readonly<Record<'needed' | 'another' | 'by', (when: string) => string>>
  readonly signed: {
    readonly title: string
    readonly held: (given: string) => string
    readonly due: (given: string, by: string) => string
    readonly late: (given: string) => string
    readonly add: string
    readonly added: string
    readonly show: string
    readonly opening: string
    readonly hide: string
    readonly save: string
    readonly saveOnly: string
    readonly picture: string
  }
  /** What is printed: it speaks of nothing. */
  readonly sheet: {
    readonly title: string
    readonly go: string
    readonly code: string
    readonly until: (when: string) => string
  }
  readonly page: {
    readonly title: string
    readonly lead: string
    readonly number: string
    readonly numberHint: string
    readonly code: string
    readonly codeHint: string
    readonly open: string
    readonly opening: string
    readonly wrongNumber: string
    readonly wrongCode: string
    readonly goneTitle: string
    readonly gone: string
    /** As the person’s own view, of a few minutes. */
    readonly remaining: (minutes: number) => string
    readonly leave: string
  }
  /** For who hears that a person takes back what they agreed to. */
  readonly takeBack: {
    readonly title: string
    readonly lead: string
    /** Of what the own agency recorded. */
    readonly ended: string
    readonly begin: string
    readonly byPhone: string
    readonly by: string
    readonly takers: Readonly<Record<'self' | 'guardian' | 'court', string>>
    readonly order: string
    readonly what: string
    readonly extent: Readonly<Record<'all' | 'this', string>>
    /** An order ends what it names, never all there is. */
    readonly ofCourt: string
    readonly duress: string
    readonly pressure: Readonly<Record<'none' | 'suspected', string>>
    readonly alone: string
    readonly send: string
    readonly leave: string
    readonly done: string
    readonly waits: (when: string) => string
  }
  /** For a colleague, who speaks with a person that may be under pressure. */
  readonly welfare: {
    readonly title: string
    readonly lead: string
    readonly taken: (when: string) => string
    readonly counts: (when: string) => string
    readonly reference: string
    readonly outcome: string
    readonly outcomes: Readonly<Record<'wanted' | 'under_duress', string>>
    readonly alone: string
    readonly send: string
    readonly done: Readonly<Record<'wanted' | 'under_duress' | 'unheard', string>>
  }
  /** For a second person, who looks at a court's order that is to end what nobody agreed to. */
  readonly order: {
    readonly title: string
    readonly lead: string
    readonly taken: (when: string) => string
    readonly ends: string
    readonly file: string
    readonly fileHint: string
    readonly same: string
    readonly another: string
    readonly outcome: string
    readonly outcomes: Readonly<Record<'confirmed' | 'not_confirmed', string>>
    readonly seen: string
    readonly send: string
    readonly done: Readonly<Record<'confirmed' | 'not_confirmed', string>>
  }
  /** For who has to say what it has done with what it got. */
  readonly recall: {
    readonly title: string
    readonly lead: string
    readonly until: (when: string) => string
    readonly answer: string
    readonly said: Readonly<Record<'stopped' | 'destroyed' | 'retained', string>>
    readonly basis: string
    readonly reason: string
    readonly reasons: Readonly<
      Record<
        | 'legal_hold'
        | 'open_proceeding'
        | 'statutory_retention'
        | 'evidence_in_court'
        | 'child_at_risk'
        | 'gathered_independently',
        string
      >
    >
    readonly send: string
    readonly heard: string
    readonly waits: string
    /** Of a holder that is no member, for which who sent the referral answers. */
    readonly itsAnswer: string
    readonly leadOutside: string
    readonly askIt: string
    /** The list, and its name in the menu. */
    readonly toAnswer: string
    readonly toAnswerLead: string
    readonly nothing: string
  }
  readonly record: {
    readonly title: string
    readonly asOf: (when: string) => string
    readonly part: string
    readonly incomplete: string
    readonly agreed: string
    readonly nothingAgreed: string
    /** Where something here rests on what the person agreed to, and another hub has that. */
    readonly agreedElsewhere: string
    /** What a consent is to whoever gave it. */
    readonly youAgreed: string
    readonly recordedBy: string
    readonly basis: string
    readonly to: string
    readonly what: string
    readonly purpose: string
    readonly until: string
    readonly withdrawn: (when: string) => string
    readonly holders: string
    readonly nobody: string
    readonly who: string
    readonly from: string
    readonly itself: string
    readonly since: string
    readonly became: string
    readonly recalled: Readonly<Record<RecallOutcome, string>>
    readonly looks: string
    readonly noLooks: string
    readonly more: string
    readonly elsewhere: string
    readonly reason: string
    readonly reasons: Readonly<Record<RecordReason, string>>
    readonly did: Readonly<Record<RecordDoing, string>>
    readonly withdraw: string
    readonly howToWithdraw: readonly string[]
    /** Where something rests on what nobody agreed to. */
    readonly object: string
    readonly howToObject: readonly string[]
    readonly complain: string
    readonly howToComplain: readonly string[]
    readonly phones: string
  }
}
