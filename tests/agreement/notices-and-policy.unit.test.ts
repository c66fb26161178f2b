import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { NOTICES } from '../../services/portal/web/case/notices.ts'
import { MOST_DAYS } from '../../services/redaction/src/domain/notice.ts'

const rule = z.object({ issuers: z.array(z.string()), recipients: z.array(z.string()), purpose: z.string() })
const { notices } = z
  .object({ notices: z.object({ non_removal: rule, consular: rule }) })
  .parse(JSON.parse(readFileSync(new URL('../../services/consent/policy/mandates.v1.json', import.meta.url), 'utf8')))

// A notice that the page offers and the hub refuses would be asked of a person for nothing.
it.each(['non_removal', 'consular'] as const)(
  'the page offers a %s notice to whom consent lets issue it, and for as long',
  kind => {
    const { days, ...offered } = NOTICES[kind]
    expect(offered).toEqual(notices[kind])
    expect(days).toBe(MOST_DAYS[kind])
  },
)
