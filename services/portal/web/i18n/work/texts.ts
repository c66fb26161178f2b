import type { Heat } from '../../work/time.ts'

/** What the kinds of news are called (domain/news.ts of referral): nobody is named, nor what is asked for them. */
export type NewsKinds = Readonly<
  Record<
    | 'received'
    | 'changed'
    | 'assigned'
    | 'message'
    | 'assessed'
    | 'remind'
    | 'supervisor'
    | 'identity-opened'
    | 'phone'
    | 'linked'
    | 'linked-changed'
    | 'child-waits'
    | 'offered'
    | 'offer-answered'
    | 'intake-incomplete'
    | 'no-agency-left'
    | 'no-agency-serves'
    | 'recall'
    | 'recall-answered'
    | 'recall-overdue'
    | 'welfare-check'
    | 'order-check'
    | 'status-stale'
    | 'holder-suspended'
    | 'sender-suspended'
    | 'taken-over'
    | 'request-changed'
    | 'request-called'
    | 'request-written'
    | 'reload',
    string
  >
>
export type NewsCount = (count: number) => string

/** Texts of the pages of a whole agency. A missing one fails the type check. */
export interface WorkTexts {
  readonly places: {
    readonly menu: string
    readonly drafts: string
    readonly protection: string
    readonly deadlines: string
    readonly calendar: string
    readonly overdue: string
    readonly offers: string
    readonly one: string
    readonly many: string
    readonly team: string
    readonly duty: string
    readonly handover: string
    readonly capacity: string
    readonly within: string
    readonly sections: {
      readonly referrals: string
      readonly consents: string
      readonly identity: string
      readonly abroad: string
      readonly audit: string
    }
  }
  readonly lists: {
    readonly draftsTitle: string
    readonly draftsLead: string
    readonly protectionTitle: string
    readonly protectionLead: string
    readonly quick: {
      readonly turn: string
      readonly mine: string
      readonly nobodys: string
      readonly overdue: string
    }
    readonly show: string
    readonly more: string
    readonly protocol: string
    readonly anyProtocol: string
    readonly state: string
    readonly anyState: string
    readonly priority: string
    readonly anyPriority: string
    readonly service: string
    readonly anyService: string
    readonly since: string
    readonly clear: string
    readonly chosen: (count: number) => string
    readonly nothingFound: string
    readonly ourTurn: string
    readonly theirTurn: string
    readonly theirDeadline: string
    readonly noDeadline: string
    readonly hurried: string
    readonly short: Readonly<Record<'emergency' | 'urgent' | 'normal', string>>
  }
  readonly time: {
    readonly due: string
    readonly wasDue: string
    readonly heat: Readonly<Record<Heat, string>>
    readonly count: Readonly<Record<Heat, (count: number) => string>>
  }
  readonly calendar: {
    readonly title: string
    readonly lead: string
    readonly month: string
    readonly week: string
    readonly view: string
    readonly today: string
    readonly earlier: string
    readonly later: string
    readonly mineOnly: string
    readonly deadlines: (count: number) => string
    readonly none: string
    readonly onlySome: (count: number) => string
    readonly keys: string
    readonly open: string
  }
  readonly overdue: {
    readonly title: string
    readonly lead: string
    readonly show: string
    readonly all: string
    readonly none: string
    readonly colleague: string
    readonly called: string
    readonly empty: string
    readonly nobody: string
    readonly mineOnly: string
    readonly summary: string
  }
  readonly offers: {
    readonly title: string
    readonly lead: string
    readonly open: string
    readonly answered: string
    readonly empty: string
    readonly noneAnswered: string
    readonly needs: string
    readonly minor: string
    readonly willing: string
    readonly decline: string
    readonly reason: string
    readonly said: Readonly<Record<'willing' | 'declined' | 'expired' | 'moved-on', string>>
    readonly thanks: Readonly<Record<'willing' | 'declined', string>>
    readonly noIdentity: string
  }
  /** Of the own agency. `last`: the last day; `by`: names of institutions; `names`: of other agencies. */
  readonly accreditation: {
    readonly title: string
    readonly until: (last: string, on: string, by: string) => string
    readonly ends: (days: number) => string
    readonly lapsed: string
    readonly next: string
    readonly notListed: (names: string) => string
    readonly directoryOverdue: (since: string) => string
  }
  readonly capacity: {
    readonly title: string
    readonly lead: string
    readonly service: string
    readonly places: string
    readonly open: string
    readonly closed: string
    readonly taking: string
    readonly save: string
    readonly saved: (service: string) => string
    readonly invalid: string
  }
  readonly duty: {
    readonly title: string
    readonly lead: string
    readonly now: string
    readonly nobody: string
    readonly week: string
    readonly plan: string
    readonly who: string
    readonly from: string
    readonly to: string
    readonly supervises: string
    readonly leads: string
    readonly add: string
    readonly added: (who: string, when: string) => string
    readonly removed: (who: string, when: string) => string
    readonly remove: (who: string, when: string) => string
    readonly free: string
    readonly endsFirst: string
    readonly over: string
    readonly tooLong: string
    /** After the days that are shown one by one. */
    readonly later: string
    readonly you: string
    readonly namedYou: (name: string) => string
    readonly unnamed: (id: string) => string
  }
  readonly handover: {
    readonly title: string
    /** Of those who do not work here any more. */
    readonly left: {
      readonly title: string
      readonly lead: string
      readonly notice: (count: number) => string
      readonly named: (name: string) => string
      readonly shifts: (count: number) => string
      readonly button: (name: string) => string
    }
    readonly lead: string
    readonly from: string
    readonly to: string
    readonly has: (count: number) => string
    readonly which: string
    readonly all: string
    readonly some: string
    readonly choose: string
    readonly nothing: string
    readonly button: string
    readonly done: (count: number) => string
    readonly same: string
    readonly assign: string
    readonly assignTo: string
    readonly assigned: (name: string) => string
    readonly assignThis: (what: string) => string
  }
  readonly intake: {
    readonly title: string
    readonly lead: string
    readonly shared: string
    readonly sharedLead: string
    readonly children: string
    readonly childrenLead: string
    readonly basis: string
    readonly people: string
    readonly peopleLead: (most: number) => string
    readonly row: (n: number) => string
    readonly name: string
    readonly birth: string
    readonly birthHint: string
    readonly age: string
    readonly child: string
    readonly gender: string
    readonly language: string
    readonly nationality: string
    readonly fear: string
    readonly fearUnasked: string
    readonly sheet: string
    readonly sheetEach: string
    readonly sheetTaken: string
    readonly result: string
    readonly addRow: string
    readonly addRows: (count: number) => string
    readonly removeRow: (n: number) => string
    readonly full: (most: number) => string
    readonly send: (count: number) => string
    readonly goOn: (count: number) => string
    readonly progress: (done: number, of: number) => string
    readonly allSent: (count: number) => string
    readonly interrupted: string
    readonly states: Readonly<Record<'waiting' | 'sending' | 'sent' | 'refused' | 'unsure', string>>
    readonly open: string
    readonly confirm: string
    readonly confirmLead: string
    readonly rowsAtFault: string
    readonly childRecipient: string
    readonly childProtocol: string
    readonly childReason: string
    readonly another: string
    readonly safeguarded: string
  }
  readonly news: {
    readonly waiting: NewsCount
    readonly forYou: NewsCount
    readonly kinds: NewsKinds
    /** About the referral that is on the screen. */
    readonly shown: string
  }
}
