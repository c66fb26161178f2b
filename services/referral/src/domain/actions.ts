import { CANCELLATION_REASONS, DECLINE_REASONS, HOLD_REASONS, OUTCOMES } from './reasons.ts'
import { isSameParty, type Party, type Referral } from './referral.ts'
import { OPEN, type Status } from './status.ts'

export type Role = 'sender' | 'recipient'

interface Action {
  readonly by: readonly Role[]
  /** Any of these. */
  readonly scopes: readonly string[]
  readonly from: readonly Status[]
  /** Absent: the action leaves the state as it is. */
  readonly to?: Status
}

/** Who may do what in which state. What is not in this table cannot be done. */
export const ACTIONS = {
  assign: { by: ['sender', 'recipient'], scopes: ['referral:work', 'referral:assign'], from: OPEN },
  accept: { by: ['recipient'], scopes: ['referral:decide'], from: ['requested'], to: 'accepted' },
  decline: { by: ['recipient'], scopes: ['referral:decide'], from: ['requested'], to: 'rejected' },
  start: { by: ['recipient'], scopes: ['referral:work'], from: ['accepted'], to: 'in-progress' },
  hold: { by: ['recipient'], scopes: ['referral:work'], from: ['accepted', 'in-progress'], to: 'on-hold' },
  resume: { by: ['recipient'], scopes: ['referral:work'], from: ['on-hold'], to: 'in-progress' },
  complete: {
    by: ['recipient'],
    scopes: ['referral:work'],
    from: ['accepted', 'in-progress', 'on-hold'],
    to: 'completed',
  },
  cancel: { by: ['sender'], scopes: ['referral:submit'], from: ['draft', ...OPEN], to: 'cancelled' },
} as const satisfies Record<string, Action>

export type ActionName = keyof typeof ACTIONS
/** The actions that take a referral to another state. */
export type StepName = Exclude<ActionName, 'assign'>

/** What a step must say about itself, and from which list. */
export const STEP_CODES = {
  decline: { field: 'reason', codes: DECLINE_REASONS },
  hold: { field: 'reason', codes: HOLD_REASONS },
  complete: { field: 'outcome', codes: OUTCOMES },
  cancel: { field: 'reason', codes: CANCELLATION_REASONS },
} as const satisfies Partial<Record<StepName, { field: 'reason' | 'outcome'; codes: readonly string[] }>>

/** Undefined: no party, and to be told nothing. */
export function roleOf(referral: Pick<Referral, 'from' | 'to'>, party: Party): Role | undefined {
  if (isSameParty(party, referral.from)) return 'sender'
  return isSameParty(party, referral.to) ? 'recipient' : undefined
}

const allows = (action: Action, role: Role, status: Status): boolean =>
  action.by.includes(role) && action.from.includes(status)

export const isAllowed = (name: ActionName, role: Role, status: Status): boolean => allows(ACTIONS[name], role, status)

const isActionName = (name: string): name is ActionName => Object.hasOwn(ACTIONS, name)

/** What a caller can do now: in its role, in this state, with its scopes. */
export function allowedActions(
  referral: Pick<Referral, 'from' | 'to' | 'status'>,
  caller: Party & { readonly scopes: ReadonlySet<string> },
): ActionName[] {
  const role = roleOf(referral, caller)
  if (role === undefined) return []
  return Object.keys(ACTIONS)
    .filter(isActionName)
    .filter(
      name => ACTIONS[name].scopes.some(scope => caller.scopes.has(scope)) && isAllowed(name, role, referral.status),
    )
}
