import type { DueOf, NoticeKind, NoticeView, RecallView } from '@amparo/client'

/** Of what a person agreed to and who has something on it, and of notices. */
export interface HeldTexts {
  readonly title: string
  readonly lead: string
  readonly link: string
  readonly back: string
  readonly notYours: string
  readonly none: string
  readonly given: (basis: string, when: string) => string
  readonly purposes: string
  readonly categories: string
  readonly until: string
  readonly holders: string
  readonly nobody: string
  readonly since: string
  readonly reached: string
  readonly reachedIt: Readonly<Record<'yes' | 'no', string>>
  readonly standing: string
  /** Of what was agreed to before something else took its place. */
  readonly movedOn: string
  readonly why: Readonly<Record<RecallView['kind'], string>>
  readonly states: Readonly<Record<RecallView['state'], string>>
  readonly saidAlready: (what: string) => string
  readonly recalledAt: string
  readonly answerDue: string
  readonly overdue: string
  readonly answeredAt: string
  readonly keptOn: string
  readonly keptBecause: string
  readonly onward: string
  /** Less, more, or longer. */
  readonly change: {
    readonly begin: Readonly<Record<'narrow' | 'renew', string>>
    readonly done: Readonly<Record<'narrow' | 'renew', string>>
    readonly send: Readonly<Record<'narrow' | 'renew', string>>
    readonly leave: string
    readonly narrowLead: string
    readonly nothingLeft: string
    readonly nothingLess: string
    readonly underPressure: string
    readonly recipients: string
    readonly lastDay: string
    readonly reportBack: string
    readonly onward: string
    readonly ownWords: string
    readonly renewLead: string
    readonly leftOut: string
    readonly taking: string
    readonly before: string
    readonly replaced: string
    readonly ended: string
  }
  readonly due: {
    readonly menu: string
    readonly title: string
    readonly lead: string
    readonly kinds: Readonly<Record<DueOf, { readonly title: string; readonly lead: string; readonly none: string }>>
    readonly open: string
    readonly rests: string
    /** Of what ends soon: there the person is asked anew. */
    readonly askAt: string
    readonly outcome: string
    readonly outcomes: Readonly<Record<'stands' | 'ends', string>>
    readonly reviewed: Readonly<Record<'stands' | 'ends', string>>
    readonly send: string
    readonly confirm: string
  }
  readonly notices: {
    readonly menu: string
    readonly title: string
    readonly lead: string
    readonly kinds: Readonly<Record<NoticeKind, string>>
    readonly states: Readonly<Record<NoticeView['state'], string>>
    readonly none: string
    readonly number: string
    readonly numberHint: string
    readonly numberWrong: string
    readonly from: string
    readonly to: string
    readonly issued: string
    readonly until: string
    readonly show: string
    readonly opening: string
    readonly hide: string
    readonly print: string
    readonly withdraw: string
    readonly withdrawn: string
    readonly check: string
    readonly checkLead: string
    readonly checkIt: string
    readonly stands: (until: string) => string
    readonly ended: string
    /** What is printed: who the person is, and no reason. */
    readonly says: Readonly<Record<NoticeKind, string>>
    readonly document: string
    readonly name: string
    readonly questions: (phone: string) => string
    readonly signed: (hub: string) => string
    readonly issue: {
      readonly title: string
      readonly lead: string
      readonly kind: string
      readonly to: string
      readonly nobody: string
      readonly shows: string
      readonly days: string
      readonly daysHint: (most: number) => string
      readonly daysWrong: string
      readonly agrees: string
      readonly agreed: Readonly<Record<'now' | 'before', string>>
      readonly send: string
      readonly done: (number: string) => string
    }
  }
}
