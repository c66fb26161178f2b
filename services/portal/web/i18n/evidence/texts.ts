/** Requests for evidence to and from other states. What fields, codes and steps are called, the hub itself says. */
export interface EvidenceTexts {
  readonly menu: string
  readonly title: string
  readonly lead: string
  readonly none: string
  readonly begin: string
  readonly beginning: string
  readonly type: string
  readonly types: Readonly<Record<string, string>>
  readonly to: string
  readonly priority: string
  readonly between: (from: string, to: string) => string
  readonly status: Readonly<Record<string, string>>
  readonly under: (treaty: string) => string
  readonly missing: string
  readonly directive: string
  readonly asksFor: (sources: string) => string
  readonly monthsFault: string
  readonly obstacles: string
  readonly article: (article: string) => string
  readonly instead: string
  readonly insteadLead: string
  readonly outcome: string
  readonly notTried: string
  readonly answers: string
  readonly sealedHint: string
  /** Who is read by name in the texts, and what is to be done about it before the request is signed. */
  readonly suspects: {
    readonly lead: string
    readonly label: string
    readonly hint: string
    readonly listed: (names: string) => string
    readonly none: string
    readonly outdated: (fields: string) => string
    readonly preview: string
  }
  readonly namingHint: string
  readonly written: string
  readonly textLanguage: string
  readonly save: string
  readonly saved: string
  readonly handIn: string
  readonly savedByOther: string
  readonly useSaved: string
  readonly handedIn: string
  readonly discard: string
  readonly discardLoses: string
  readonly discarded: string
  readonly returnedFor: string
  readonly reasons: Readonly<Record<string, string>>
  readonly review: string
  readonly sign: string
  readonly signLead: string
  readonly authority: string
  readonly signed: string
  readonly giveBack: string
  readonly reason: string
  readonly givenBack: string
  readonly theirs: string
  readonly deadlines: string
  readonly clocks: Readonly<Record<string, string>>
  readonly calls: Readonly<Record<string, string>>
  readonly authoritySuspended: string
  readonly called: string
  readonly phone: (number: string) => string
  readonly unstated: Readonly<Record<'delivered' | 'retrieved' | 'letter-delivered' | 'letter-retrieved', string>>
  readonly unread: {
    readonly title: string
    readonly letter: (count: number) => string
    readonly contact: (count: number) => string
  }
  readonly steps: string
  /** For whoever asked, who may not decide. */
  readonly toConfirm: string
  readonly restExpected: (day: string) => string
  readonly withoutEffect: string
  readonly actions: string
  readonly blocked: string
  readonly done: (what: string) => string
  readonly specialty: (article: string) => string
  readonly toDefence: Readonly<Record<'ask-first' | 'tell-first', string>>
  readonly expedited: {
    readonly title: string
    readonly lead: (article: string) => string
    readonly confirmedBy: string
    readonly send: string
    readonly sent: string
    readonly unconfirmed: string
  }
  readonly uses: UseTexts
  readonly files: {
    readonly title: string
    readonly lead: string
    readonly leadAnswer: string
    readonly noneToName: string
    readonly nameHint: string
    readonly goesAlong: string
    readonly allFour: string
    readonly someItem: string
    readonly came: string
    readonly comes: (moment: string) => string
    readonly notNamed: string
    readonly leftOut: (count: number) => string
    readonly useHint: string
    readonly notHandedOver: string
    readonly handOver: string
    readonly thing: string
  }
  readonly victims: { readonly label: string; readonly hint: string }
  readonly inWords: {
    readonly victims: string
    readonly write: string
    readonly hint: string
    readonly of: (step: string) => string
    readonly unheld: (steps: string) => string
    readonly inMessage: string
  }
  readonly contact: Readonly<Record<ContactText, string>>
  readonly letters: Readonly<Record<'title' | 'none' | 'open' | 'write' | 'send', string>>
  readonly texts: string
  readonly textsLead: string
  readonly open: string
  readonly print: Readonly<Record<'request' | 'schedule' | 'certificate', string>>
  readonly saveSignature: string
  readonly printed: (sha256: string) => string
  readonly translation: string
  readonly translationOf: (field: string) => string
  readonly translationLanguage: string
  readonly elsewhere: string
  /** What is on its way to the other hub, did not get there, and goes again. */
  readonly sending: {
    readonly onItsWay: string
    readonly refused: string
    readonly expired: string
    readonly again: string
    readonly gone: string
    readonly byAuthority: string
    /** Of one text: by this hub's own consent. */
    readonly notSent: string
    readonly textsAgain: string
    readonly textsByAuthority: string
  }
  readonly opened: string
}

/** What came on a request, and the permissions for other uses of it. */
interface UseTexts {
  readonly title: string
  readonly givenOut: string
  readonly annexes: string
  readonly annexesServe: string
  readonly item: (number: string) => string
  readonly onlyAsked: string
  readonly free: (uses: string) => string
  readonly ends: (moment: string) => string
  readonly handedOver: (moment: string) => string
  readonly gone: Readonly<Record<'returned' | 'destroyed', (day: string) => string>>
  readonly notConfirmed: string
  readonly cameBack: (day: string, condition: string) => string
  readonly sayGone: string
  readonly whatBecame: string
  readonly used: (use: string, to: string, moment: string) => string
  readonly permissions: string
  readonly none: string
  readonly all: string
  readonly asked: (moment: string) => string
  readonly waiting: string
  readonly permitted: (how: string, moment: string) => string
  readonly refused: (reason: string, moment: string) => string
  readonly until: (moment: string) => string
  readonly ask: string
  readonly noneIsAll: string
  readonly answer: string
  readonly permit: (how: string) => string
  readonly refuse: (reason: string) => string
  readonly reasonsHint: string
  readonly send: string
}

type ContactText =
  | 'title'
  | 'lead'
  | 'none'
  | 'agency'
  | 'allow'
  | 'close'
  | 'allowed'
  | 'closed'
  | 'write'
  | 'hint'
  | 'open'
  | 'of'
