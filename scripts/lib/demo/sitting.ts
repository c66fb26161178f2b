import type { Client, ReferralView } from '@amparo/client'
import { until } from './until.ts'

interface Stage {
  readonly step: string
  readonly data?: Readonly<Record<string, unknown>>
  /** To be answered first, each item with "no". */
  readonly form?: string
}

/**
 * What a receiving agency does in one sitting, by protocol. A service is given from beginning to end; what takes weeks by its own
 * rules (a child's placement, a recovery period) is brought to where the person is safe.
 */
const SITTINGS: Readonly<Record<string, readonly Stage[]>> = {
  'child-safeguarding': [{ step: 'accept' }, { step: 'keep-safe-tonight', form: 'rapid-risk' }],
  'formal-identification': [
    { step: 'acknowledge' },
    { step: 'decide-grounds-positive', data: { written: true, explained: 'in-own-language' } },
  ],
  'spontaneous-transmission': [
    { step: 'accept', data: { conditionsAccepted: true } },
    { step: 'close', data: { result: 'victims-found' } },
  ],
}
const SERVICE: readonly Stage[] = [
  { step: 'accept' },
  { step: 'start' },
  { step: 'complete', data: { outcome: 'services-provided' } },
]

/** Takes them one after the other, as the protocol allows, and answers where the referral stands then. */
export async function sitDown(receiver: Client, { id, protocol }: ReferralView): Promise<ReferralView> {
  let referral = await receiver.get(id)
  for (const { step, data, form } of SITTINGS[protocol] ?? SERVICE) {
    if (form !== undefined) await answer(receiver, { referralId: id, form, step })
    referral = await receiver.step(id, step, data)
  }
  return referral
}

/** The answers go to redaction; the step opens when referral has heard that they are there. */
async function answer(receiver: Client, of: { referralId: string; form: string; step: string }): Promise<void> {
  const { referralId, form, step } = of
  const known = (await receiver.forms()).find(file => file.form === form)
  if (known === undefined) throw new Error(`There is no form ${form}`)
  const items = known.sections.flatMap(section => Object.entries(section.items))
  const answers = Object.fromEntries(
    items.map(([item, { answers: kind }]) => [item, kind === 'level' ? ('low' as const) : ('no' as const)]),
  )
  await receiver.assess({ form, version: known.version, referralId, answers })
  await until(`${form} counts as answered`, async () => {
    const { allowedActions } = await receiver.get(referralId)
    return allowedActions.some(action => action.step === step && action.missing === undefined)
  })
}
