import type { Client, FormAnswer, ReferralView } from '@amparo/client'
import { waitFor } from '@amparo/testing/platform'
import type { System } from '../../../scripts/lib/hubs/system.ts'
import { anAdult, consentTo } from './a-person.ts'

/** An agency of a demonstration hub. `second`: the other one of its kind. */
export function agencyOf(system: System, hub: string, type: string, { second = false } = {}) {
  const found = system.hub(hub).installed.agencies.filter(known => known.type === type)[second ? 1 : 0]
  if (!found) throw new Error(`no ${type} in ${hub}`)
  return { hub, agencyId: found.agencyId }
}

export interface Sending {
  readonly system: System
  readonly sender: Client
  readonly to: { readonly hub: string; readonly type: string }
  readonly protocol?: string
  readonly priority?: string
  readonly services?: readonly string[]
  /** Changes to the consent's form. */
  readonly consent?: object
  readonly quick?: boolean
}

/** Somebody is registered, agrees, and is referred. */
export async function send(sending: Sending) {
  const { system, sender, to, protocol = 'oas-64-standard', priority = 'urgent', services = ['housing'] } = sending
  const { subjectRef } = await sender.registerSubject(anAdult())
  const consent = await sender.recordConsent({ ...consentTo(subjectRef, to), ...sending.consent })
  const referral = await sender.submitReferral({
    ...{ subjectRef, protocol, priority, services, to: agencyOf(system, to.hub, to.type) },
    ...(sending.quick && { quick: true }),
  })
  return { id: referral.id, subjectRef, consentId: consent.id }
}

/** What somebody sees of a referral, once it is so. */
export async function once(
  who: Client,
  id: string,
  is: (referral: ReferralView) => boolean,
  withinMs?: number,
): Promise<ReferralView> {
  let seen: ReferralView | undefined
  await waitFor(async () => {
    seen = await who.get(id).catch(() => undefined)
    return seen !== undefined && is(seen)
  }, withinMs)
  if (seen === undefined) throw new Error('it has gone again')
  return seen
}

export const inState = (who: Client, id: string, state: string, withinMs?: number): Promise<ReferralView> =>
  once(who, id, referral => referral.state === state, withinMs)

export const offers = ({ allowedActions }: ReferralView, step: string): boolean =>
  allowedActions.some(action => action.step === step && action.missing === undefined)

/** What stands before a step: names of forms and steps. */
export const missingFor = ({ allowedActions }: ReferralView, step: string): string[] =>
  (allowedActions.find(action => action.step === step)?.missing ?? []).map(one => one.form ?? one.step ?? '?')

/** Answers a form, and waits until the referral has heard of it. */
export async function answerForm(
  who: Client,
  referralId: string,
  form: string,
  answer: FormAnswer = 'no',
): Promise<ReferralView> {
  const known = (await who.forms()).find(file => file.form === form)
  if (known === undefined) throw new Error(`no form ${form}`)
  const items = known.sections.flatMap(section => Object.entries(section.items))
  const answers = Object.fromEntries(
    items.map(([item, { answers: kind }]) => [item, kind === 'level' ? ('low' as const) : answer]),
  )
  const before = (await who.get(referralId)).assessed.length
  await who.assess({ form, version: known.version, referralId, answers })
  return once(who, referralId, ({ assessed }) => assessed.length > before)
}
