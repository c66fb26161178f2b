import { readFileSync } from 'node:fs'
import { agencyTypes } from '@amparo/contracts'
import { loadBook, type Protocol } from '@amparo/protocols'
import { expect, it } from 'vitest'
import { z } from 'zod'

const parties = z.object({ senders: z.array(z.string()).optional(), recipients: z.array(z.string()).optional() })
const policy = z
  .object({ protocols: z.record(z.string(), parties) })
  .parse(JSON.parse(readFileSync(new URL('../../services/consent/policy/mandates.v1.json', import.meta.url), 'utf8')))

const takesPart = ({ only, not }: Protocol['senders'], type: string) =>
  (only?.includes(type) ?? true) && !not?.includes(type)

// A protocol that lets an agency in to which nothing may be disclosed would lead to a refusal at the last step of a form.
it.each(loadBook().all())(
  '$protocol is open to those, and those only, whom the policy on disclosure lets take part',
  protocol => {
    const allowed = policy.protocols[protocol.family]
    expect(allowed).toBeDefined()
    for (const side of ['senders', 'recipients'] as const)
      for (const type of agencyTypes.all)
        expect(takesPart(protocol[side], type), `${type} among ${side}`).toBe(
          // Auditors take part in no referral, whatever a list says.
          type !== 'audit' && (allowed?.[side]?.includes(type) ?? true),
        )
  },
)
