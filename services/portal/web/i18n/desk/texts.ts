type Words = Readonly<Record<string, string>>

/** For auditors, and for the supervisors whom they ask. What rules, questions and registers say comes from the hub. */
export interface DeskTexts {
  /** In the menu: short. */
  readonly menu: Readonly<
    Record<
      'alerts' | 'findings' | 'registers' | 'books' | 'samples' | 'erasures' | 'questions' | 'certifications',
      string
    >
  >
  readonly logged: string
  readonly references: string
  readonly back: string
  readonly alerts: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly count: (count: number) => string
    readonly one: string
    readonly weight: (weight: number) => string
    readonly states: Readonly<Record<'open' | 'asked' | 'answered' | 'following' | 'closed', string>>
    readonly raised: string
    readonly entries: string
    readonly noEntries: string
    readonly history: string
    readonly steps: Readonly<Record<'asked' | 'answered' | 'found' | 'settled', string>>
    readonly ask: string
    readonly askLead: (agency: string) => string
    readonly nobodyToAsk: string
    readonly question: string
    readonly askButton: string
    readonly asked: string
    readonly find: string
    readonly findLead: string
    readonly findButton: string
    readonly found: string
    readonly wantsMeasure: string
    readonly settle: string
    readonly settleLead: string
    readonly settleButton: string
    readonly settled: string
    /** Heads of another hub's log that do not go on from one another. */
    readonly proof: Readonly<Record<'title' | 'lead' | 'signed' | 'refused' | 'save' | 'size', string>> & {
      /** The same of heads of which that was not shown. */
      readonly unshown: Readonly<Record<'title' | 'lead' | 'refused', string>>
    }
  }
  readonly books: {
    readonly title: string
    readonly lead: string
    readonly onlyDifferent: string
    readonly none: string
    readonly noneDiffers: string
    readonly newest: string
    readonly earlier: string
    readonly sent: (hub: string) => string
    readonly received: (hub: string) => string
    /** The books of a day, once all of it has ended, or after a backup. */
    readonly again: string
    readonly messages: (count: number) => string
    readonly states: Readonly<Record<'awaited' | 'agreed', string>>
    readonly differ: (count: number) => string
    readonly askThere: string
    readonly kinds: Readonly<Record<'not_here' | 'not_sent' | 'other_content' | 'other_outcome', string>>
    readonly entries: string
    readonly refused: string
    readonly refusedLead: string
    readonly nothingRefused: string
    readonly day: string
    readonly hub: string
    readonly code: string
    readonly times: string
  }
  readonly findings: {
    readonly title: string
    readonly lead: string
    readonly following: string
    readonly nothingFollows: string
    readonly closed: string
    readonly nothingClosed: string
  }
  readonly questions: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly notice: (count: number) => string
    /** Openings in an emergency; until when the first of them is to be reviewed. */
    readonly emergencies: (count: number, by: string) => string
    readonly about: string
    readonly review: string
    readonly answer: string
    readonly button: string
    readonly answered: string
  }
  readonly search: {
    readonly lead: string
    readonly elsewhere: string
    readonly shape: string
    readonly title: string
    readonly user: string
    readonly userHint: string
    readonly subject: string
    readonly subjectHint: string
    readonly allNames: string
    readonly allNamesHint: string
    readonly agency: string
    readonly any: string
    readonly actions: string
    readonly purpose: string
    readonly from: string
    readonly to: string
    readonly invalid: string
    readonly empty: string
    readonly more: string
    readonly ofUser: string
    readonly ofSubject: string
    readonly ofReferral: string
    readonly relations: string
    readonly relation: Words
    readonly recipient: string
  }
  readonly registers: {
    readonly title: string
    readonly lead: string
    readonly register: string
    readonly open: string
    readonly closed: string
    readonly none: string
    readonly known: string
    readonly opened: string
    readonly byItself: string
    readonly subject: string
    readonly stopped: string
    readonly stoppedLate: string
    readonly steps: string
    readonly step: string
    readonly takeStep: string
    readonly taken: string
    readonly add: string
    readonly kind: string
    readonly knownAt: string
    readonly knownHint: string
    readonly noAgency: string
    readonly optional: (label: string) => string
    readonly addButton: string
    readonly added: string
    readonly more: string
  }
  readonly certifications: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly notice: string
    readonly progress: (decided: number, all: number) => string
    readonly answers: Readonly<Record<'needed' | 'notNeeded', string>>
    readonly roles: Words
    readonly yourself: string
    readonly nobodyYet: string
    readonly button: string
    readonly done: string
  }
  readonly samples: {
    readonly title: string
    readonly lead: string
    readonly plan: string
    readonly share: (share: string, ofEach: number) => string
    readonly of: string
    readonly month: string
    readonly draw: string
    readonly drawHint: string
    readonly drawn: string
    readonly none: string
    readonly empty: string
    readonly line: (drawn: number, population: number) => string
    readonly left: (left: number) => string
    readonly show: (month: string) => string
    readonly seed: (size: number) => string
    readonly finding: string
    readonly review: string
    readonly reviewed: string
    readonly gone: string
  }
  readonly erasures: Readonly<
    Record<
      | 'title'
      | 'lead'
      | 'none'
      | 'one'
      | 'number'
      | 'erased'
      | 'destroyed'
      | 'cut'
      | 'recalled'
      | 'decisions'
      | 'itself'
      | 'leaf'
      | 'noLeaf'
      | 'keys'
      | 'keysLead'
      | 'states'
      | 'verify'
      | 'save'
      | 'print',
      string
    >
  >
}
