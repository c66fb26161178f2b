import type { Text } from '@amparo/protocols'
import type { SamplingPlan } from '../samples/draw.ts'

/** Heads that begin otherwise; or that were not shown to go on, and not to begin otherwise. */
export const PROOFS = ['witnessed', 'unshown'] as const
export type Proof = (typeof PROOFS)[number]

interface RuleOf {
  readonly id: string
  /** From 1 to 99; what is overdue comes before all that is not. */
  readonly weight: number
  /** So long after it was raised somebody should have found what it was. */
  readonly dueHours: number
  /** What was seen, and beside it what is usual; in braces the facts of the case. */
  readonly says: Text
  readonly usual: Text
  /** Where what proves it lies, or has to be looked into: among the heads of other logs that this hub keeps as their witness. */
  readonly proof?: Proof | undefined
  /** In words what facts of a case say that are codes; of another the code stands. */
  readonly worded?: Readonly<Record<string, Text>> | undefined
  /** Of a code that has several parts, in the place of `says`. The first that fits. */
  readonly forms?: readonly Form[] | undefined
}

/** How a code is made, as `{service}:{#number}`: of words, what stands in a place, and of numbers. `says` names the places. */
export interface Form {
  readonly of: string
  readonly says: Text
}

interface Of<K extends string> extends RuleOf {
  readonly kind: K
}
interface OfActions<K extends string> extends Of<K> {
  readonly actions: readonly string[]
}

export interface Each extends OfActions<'each'> {
  /** Of the entries of such an action, those that say one of these. Absent: every one. */
  readonly codes?: readonly string[] | undefined
  /** The agency's supervisors review it at once, asked by nobody; their answer is there when an auditor comes to it. */
  readonly asksSupervisor?: true | undefined
}
/** By what an agency's users have what it keeps of a person beside any referral. */
export interface Having {
  /** Whoever did one of these has the person's case. */
  readonly theirs: readonly string[]
  /** And whoever brought the very thing by one of these has its contents. */
  readonly brought: readonly string[]
}
export interface WithoutAssignment extends OfActions<'without_assignment'>, Having {
  /** What the log says of whose it was, and how grave that makes it. Absent: nothing is said, and each weighs the same. */
  readonly whose?: Readonly<Record<Whose, { readonly says: Text; readonly weight: number }>> | undefined
}
/** The first that is so: the user's own until then; of somebody else of the same agency; of nobody there, as far as the log knows. */
export const WHOSE = ['ended', 'colleague', 'nobody'] as const
export type Whose = (typeof WHOSE)[number]
export interface OutsideMandate extends Of<'outside_mandate'> {
  /** Of denials. */
  readonly codes: readonly string[]
}
export interface Bulk extends OfActions<'bulk'> {
  readonly hours: number
  /** People, at least; and so many times what is usual for the user. */
  readonly floor: number
  readonly factor: number
  readonly usualDays: number
}
export interface Hours {
  /** Full hours of the agency's country, `to` not included. */
  readonly from: number
  readonly to: number
}
export interface OffHours extends OfActions<'off_hours'>, Hours {
  /** Of agencies that work at other hours, by `<hub>/<agency>`: a shelter or a telephone line at all of them, and every day. */
  readonly agencies: Readonly<Record<string, Hours & { readonly everyDay: boolean }>>
  readonly usualDays: number
  /** Who works at night is not reported for it: from so many accesses on, if that share of them lies outside. */
  readonly usualShare: number
  readonly usualFrom: number
}
/** Whom somebody has without a referral does not end with one. */
export interface AfterClosure extends OfActions<'after_closure'>, Having {
  /** Something is always left to be done. */
  readonly graceHours: number
}
export interface RelationFound extends Of<'relation'> {
  readonly relations: readonly string[]
  /** Told once for each user and person, or once a month for all that an agency's people opened. */
  readonly once: 'person' | 'agency_month'
}
export interface NearMiss extends OfActions<'near_miss'> {
  /** By which a search that showed somebody came to an end: it was a find, and no try. */
  readonly ends: readonly string[]
  readonly count: number
  readonly minutes: number
}
export interface ReviewOverdue extends Of<'review_overdue'> {
  readonly deadlines: readonly string[]
  readonly calls: readonly string[]
}
/** Of a service whose clock is wrong, or that was made to say another date. */
export interface DatedAhead extends Of<'dated_ahead'> {
  /** After the log took it; by so much clocks differ. */
  readonly minutes: number
}

export type Rule =
  | Each
  | WithoutAssignment
  | OutsideMandate
  | Bulk
  | OffHours
  | AfterClosure
  | RelationFound
  | NearMiss
  | ReviewOverdue
  | DatedAhead

/** What policy/alerts.v1.json says. */
export interface AlertPolicy {
  /** SHA-256 of the file, hex: each alert keeps under which it was raised. */
  readonly hash: string
  /** So long an entry is left alone, for others that belong to it may still be on their way. */
  readonly settleMinutes: number
  /** Of accesses that no rule speaks of. */
  readonly sampling: SamplingPlan
  readonly rules: readonly Rule[]
  readonly questions: Readonly<Record<string, Text>>
  readonly answers: Readonly<Record<string, Text>>
  readonly findings: Readonly<Record<string, { readonly says: Text; readonly follow: boolean }>>
  readonly measures: Readonly<Record<string, Text>>
}

/** Rules that put what they find before supervisors too, before any auditor asks. */
export const supervised = ({ rules }: Pick<AlertPolicy, 'rules'>): Each[] =>
  rules.flatMap(rule => (rule.kind === 'each' && rule.asksSupervisor ? [rule] : []))

export const isSupervised = (policy: Pick<AlertPolicy, 'rules'>, rule: string): boolean =>
  supervised(policy).some(({ id }) => id === rule)
