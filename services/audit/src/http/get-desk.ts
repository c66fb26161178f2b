import { auditActions } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { text } from '@amparo/protocols'
import { z } from 'zod'
import type { AlertPolicy } from '../domain/alerts/alert-policy.ts'
import type { RegisterPolicy } from '../domain/registers/register-policy.ts'

const words = z.record(z.string(), text)
const desk = z.object({
  questions: words.describe('What a supervisor can be asked'),
  findings: z.record(z.string(), z.object({ says: text, follow: z.boolean().describe('It wants a measure') })),
  measures: words,
  registers: z.record(
    z.string(),
    z.object({ says: text, kinds: words, steps: words, closing: z.string().describe('The last of its steps') }),
  ),
  sampling: z.object({ actions: z.array(z.enum(auditActions.all)), share: z.number(), ofEachAgency: z.int() }),
})

/** What can be chosen at the desk, in words: the hub's policies say it, so that no page has to know their codes. */
export function getDeskRoute(app: HttpApp, policy: AlertPolicy, { registers }: RegisterPolicy): void {
  const { questions, findings, measures, sampling } = policy
  const told = {
    ...{ questions, findings, measures, sampling: { ...sampling, actions: sampling.actions.map(actionOf) } },
    registers: Object.fromEntries(
      Object.entries(registers).map(([name, { says, kinds, steps, closing }]) => [
        name,
        { says, kinds, steps, closing },
      ]),
    ),
  }
  const schema = { description: 'Of no case and nobody.', response: { 200: desk } }
  app.get('/desk', { schema, config: { scope: 'audit:read' } }, async () => told)
}

const actionOf = (name: string) => {
  const action = auditActions.all.find(known => known === name)
  if (action === undefined) throw new RangeError(`${name} is no action`)
  return action
}
