import { EMERGENCY_REASONS } from './emergency.ts'
import { REIDENTIFICATION_REASONS } from './reidentification.ts'
import { NOTICE } from './view.ts'

interface Ref {
  readonly hub: string
  readonly agencyId: string
}

/** An agency as the directory has it. */
export interface Known {
  readonly name: string
  readonly phone: string
  /** Null for one that is gone from the directory. */
  readonly kind: string | null
}

/** What was agreed, as consent has it. Times in ISO 8601. */
export interface AgreedLine {
  readonly agency: Ref
  readonly basis: string
  readonly purposes: readonly string[]
  readonly categories: readonly string[]
  readonly recipients: readonly { readonly hub: string; readonly kind: string; readonly agencyId: string }[]
  readonly since: string
  readonly until: string
  readonly withdrawnAt: string | null
}

/** What was permitted to go to somebody, or came from another hub. */
export interface WentLine {
  readonly referralId: string
  readonly from: Ref
  readonly to: Ref
  readonly purpose: string
  readonly basis: string
  readonly categories: readonly string[]
  readonly since: string
  /** What became of it since it was taken back, and of what is kept on what; null: it was not. */
  readonly recalled: string | null
  readonly retainedOn: string | null
}

/** A line of the log. */
export interface LookLine {
  readonly action: string
  readonly agency: Ref
  readonly referralId: string
  readonly purpose: string | null
  readonly basis: string | null
  readonly categories: readonly string[]
  /** As it stands there: of some actions it begins with why. */
  readonly code: string
  readonly at: string
}

export interface Sources {
  readonly agreed: readonly AgreedLine[]
  readonly went: readonly WentLine[]
  /** Newest first. */
  readonly looks: readonly LookLine[]
  /** Older ones are left out. */
  readonly more: boolean
  /** Who registered the person, and when. */
  readonly registered: readonly { readonly agency: Ref; readonly at: Date }[]
  /** Referrals of a compartment. */
  readonly hidden: ReadonlySet<string>
  /** Agencies of this hub whose part is under judicial secrecy now. */
  readonly secret: ReadonlySet<string>
  /** Every agency that is spoken of. */
  readonly book: ReadonlyMap<string, Known>
}

/** Through whom it is read. Undefined: by the person, with the code sheet. */
export type Reading = { readonly hub: string; readonly agencyId: string } | undefined

/** What somebody did, in the words of a person's own record: whenever something of the person was seen, got, sent or asked. */
const DOINGS = new Map([
  ['subject_registered', 'registered'],
  ['record_completed', 'wrote'],
  ['assessment_recorded', 'wrote'],
  ['statement_recorded', 'wrote'],
  ['file_begun', 'wrote'],
  ['consent_sheet_kept', 'wrote'],
  ['view_opened', 'looked'],
  ['messages_read', 'looked'],
  ['reidentified', 'looked'],
  ['redaction_opened', 'looked'],
  ['consent_sheet_shown', 'looked'],
  ['file_shown', 'looked'],
  ['contents_given_out', 'looked'],
  ['glass_broken', 'looked_in_emergency'],
  ['package_released', 'sent'],
  ['link_made', 'sent'],
  ['file_handed_over', 'sent'],
  ['package_taken_in', 'received'],
  ['file_taken_in', 'received'],
  ['match_asked', 'asked_abroad'],
  ['notice_issued', 'issued_notice'],
  ['notice_shown', 'looked'],
  ['record_shown', 'showed_record'],
  ['record_sheet_made', 'made_sheet'],
  ['record_sheet_confirmed', 'stood_by_sheet'],
])

/** The actions that have a line there. */
export const SHOWN_ACTIONS = [...DOINGS.keys()]

/** Actions that rest on a reason of their own, and which: their code begins with it. */
const REASONS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['glass_broken', EMERGENCY_REASONS],
  ['reidentified', REIDENTIFICATION_REASONS],
])

function reasonOf({ action, code }: LookLine): string | null {
  const [said] = code.split(':')
  return REASONS.get(action)?.find(reason => reason === said) ?? null
}

export const keyOf = ({ hub, agencyId }: Ref): string => `${hub}/${agencyId}`

/**
 * Who holds what about a person, under what, and who looked at what, on what basis and why: in codes, for the page puts them into words. The person sees the whole; a
 * caseworker only what the own agency recorded, sent, received or did, for the name of another one alone can tell (a refugee authority, a
 * clinic). Never a compartment, nor what is under judicial secrecy until its review; the same line says each time that it may be
 * incomplete. Officers stand in it by their agency and its kind, never by who they are.
 */
export function ownRecord({ agreed, went, looks, more, registered, ...limits }: Sources, reading: Reading, now: Date) {
  const { hidden, secret, book } = limits
  const isOpen = (ref: Ref) => !secret.has(keyOf(ref)) && book.get(keyOf(ref))?.kind !== 'witness_protection'
  const isTheirs = (...refs: readonly Ref[]) => reading === undefined || refs.some(ref => keyOf(ref) === keyOf(reading))
  const named = (ref: Ref) => {
    const { name = '', phone = '', kind = null } = book.get(keyOf(ref)) ?? {}
    return { hub: ref.hub, name, phone, kind }
  }
  const own = registered
    .filter(({ agency }) => isOpen(agency) && isTheirs(agency))
    .map(({ agency, at }) => ({ agency: named(agency), ...ITSELF, since: at.toISOString() }))
  const sent = went
    .filter(({ from, to, referralId }) => isOpen(from) && isOpen(to) && isTheirs(from, to) && !hidden.has(referralId))
    .map(({ from, to, referralId: _, ...line }) => ({ agency: named(to), from: named(from), ...line }))
  return {
    asOf: now.toISOString(),
    whole: reading === undefined,
    agreed: agreed
      .filter(({ agency }) => isOpen(agency) && isTheirs(agency))
      .map(({ agency, recipients, ...line }) => ({
        ...{ by: named(agency), ...line },
        recipients: recipients.map(({ hub, kind, agencyId }) => ({
          ...{ hub, kind, name: book.get(keyOf({ hub, agencyId }))?.name ?? '' },
        })),
      })),
    holders: [...own, ...sent],
    looks: looks.flatMap(look => {
      const { action, agency, referralId, purpose, basis, categories, at } = look
      const what = DOINGS.get(action)
      const isShown = what !== undefined && isOpen(agency) && isTheirs(agency) && !hidden.has(referralId)
      return isShown ? { at, what, agency: named(agency), purpose, basis, categories, reason: reasonOf(look) } : []
    }),
    more,
    notice: NOTICE,
  }
}

/** Of who registered the person, or took them in: it came from nobody. */
const ITSELF = { from: null, purpose: null, basis: null, categories: [], recalled: null, retainedOn: null }
