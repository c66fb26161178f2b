/** What the page says around one referral, whatever its protocol: the protocol's own words come from the hub. */
export interface CaseTexts {
  readonly act: {
    readonly title: string
    readonly nothing: string
    readonly records: string
    readonly waitsForYou: string
    readonly waitsForOther: string
    readonly closed: string
    readonly assign: string
    readonly assigned: string
    readonly endAssignment: string
    readonly assignmentEnded: string
    readonly done: (step: string) => string
    readonly notYet: string
    readonly firstAnswer: (form: string) => string
    readonly firstTake: (step: string) => string
    readonly oneOf: string
    readonly grave: string
    readonly sure: (step: string) => string
    readonly goBack: string
    readonly leave: string
    readonly coded: string
    readonly cannotAsk: string
    readonly addRow: string
    readonly row: (n: number) => string
    readonly agencyOf: string
    readonly changedTitle: string
    readonly changed: string
    readonly changedBy: string
    readonly goOn: string
  }
  readonly map: {
    readonly title: string
    readonly inWords: string
    readonly now: string
    readonly past: string
    readonly next: string
    readonly none: string
    readonly who: Readonly<Record<'you' | 'blocked' | 'other' | 'system', string>>
    readonly final: string
    readonly begun: string
    readonly or: string
    readonly more: (count: number) => string
  }
  readonly due: {
    readonly title: string
    readonly none: string
    readonly left: (span: string) => string
    readonly over: (span: string) => string
    readonly yours: string
    readonly theirs: (agency: string) => string
  }
  /** Whoever received the person is suspended. `held`: what the page is called that says what became of what they have. */
  readonly suspended: {
    readonly title: string
    readonly next: (held: string) => string
    /** It halted for that, and stays so. */
    readonly halted: string
    readonly goOn: string
  }
  /** Whoever sent the person is suspended. */
  readonly sender: {
    readonly title: string
    readonly waits: string
    readonly takenOver: (agency: string) => string
    readonly turnTo: string
    readonly nobody: string
    /** To whoever acts in its place. */
    readonly inItsPlace: (agency: string) => string
    readonly given: string
    readonly may: string
    /** To whoever answers for it. */
    readonly alarm: string
    readonly waiting: (agency: string, count: number) => string
    readonly todo: string
  }
  readonly call: {
    readonly title: string
    readonly why: string
    readonly phone: (agency: string) => string
    readonly none: (agency: string) => string
    readonly onDuty: string
    readonly nobody: string
    /** Of an emergency, by the hub of whoever is to have it. */
    readonly unstated: Readonly<Record<'delivered' | 'retrieved' | 'failed', string>>
    readonly note: string
  }
  readonly plan: {
    readonly title: string
    readonly service: string
    readonly state: string
    readonly none: string
    /** What came of sub-referrals, transfers and re-offers. */
    readonly elsewhere: string
  }
  readonly happened: {
    readonly title: string
    readonly late: string
    readonly bySystem: string
    readonly quick: string
    readonly compartment: string
  }
  readonly links: {
    readonly title: string
    readonly none: string
    readonly add: string
    readonly id: string
    readonly idHint: string
    readonly kind: string
    readonly button: string
    readonly done: string
    readonly open: string
    readonly invalidId: string
  }
  readonly offers: {
    readonly onwardTitle: string
    readonly onwardLead: string
    readonly onwardLink: string
    readonly onwardButton: string
    readonly title: string
    readonly lead: string
    readonly waiting: (until: string) => string
    readonly willing: string
    readonly declined: string
    readonly over: string
    readonly sendOn: (agency: string) => string
    readonly sending: string
    readonly unserving: string
    readonly outside: string
    readonly sent: string
  }
  readonly assess: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly answered: (by: string, at: string) => string
    readonly answer: (form: string) => string
    readonly again: (form: string) => string
    readonly decides: string
    readonly answers: Readonly<Record<'yes' | 'no' | 'unknown' | 'low' | 'medium' | 'high', string>>
    readonly weight: (points: number) => string
    readonly score: string
    readonly scoreOf: (score: number, max: number) => string
    readonly open: (count: number) => string
    readonly unknownCount: (count: number) => string
    readonly flagged: string
    readonly rest: string
    readonly seal: string
    readonly sealing: string
    readonly sealed: string
    readonly noForm: string
    readonly needsAssignment: string
    readonly others: string
    readonly back: string
    readonly how: string
    readonly keys: string
  }
  readonly reports: {
    readonly title: (agency: string) => string
    readonly lead: string
    readonly read: string
    readonly reading: string
    readonly cleared: string
    readonly clear: string
    readonly nothing: string
  }
  readonly thread: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly count: (count: number) => string
    readonly open: string
    readonly opening: string
    readonly needsAssignment: string
    readonly masked: string
    readonly close: string
    readonly cleared: string
    readonly write: string
    readonly writeHint: string
    readonly language: string
    readonly attach: string
    readonly attachHint: string
    readonly tooLarge: string
    readonly send: string
    readonly sent: string
    readonly notShown: (file: string, why: string) => string
    readonly attachments: string
    readonly from: (agency: string, at: string) => string
    readonly unread: (agency: string) => string
    readonly save: (name: string) => string
  }
  readonly quick: {
    readonly title: string
    readonly lead: string
    readonly offer: string
    readonly offerLink: string
    readonly full: string
    readonly who: string
    readonly help: string
    readonly to: string
    readonly allowed: string
    readonly codeName: string
    readonly basisHint: string
    readonly explained: string
    readonly safest: string
    readonly send: string
    readonly sentTitle: string
    readonly sentLead: string
    readonly complete: string
    readonly minutes: (span: string) => string
    readonly noProtocol: string
    readonly oralEnds: string
    readonly vitalEnds: string
  }
  readonly record: {
    readonly title: string
    readonly lead: string
    readonly link: string
    readonly due: string
    readonly only: string
    readonly button: string
    readonly sealing: string
    readonly done: string
    readonly nothing: string
    readonly back: string
  }
  readonly choice: {
    readonly minors: string
    readonly compartment: string
    /** To migration enforcement, which begins no referral for help. */
    readonly phoneInstead: string
  }
}
