import { hash } from 'node:crypto'
import type { Policy } from '../domain/policy.ts'
import { brokenDuties } from './duties.ts'
import { policySchema } from './schema.ts'

/** A policy that cannot be used stops the service from starting. Names the places in the file, never other text. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly code = 'policy_invalid'
}

/** The policy in a file's text. Its hash is over the bytes as they stand: a changed comma is another policy. */
export function loadPolicy(text: string): Policy {
  const parsed = policySchema.safeParse(jsonOf(text))
  if (!parsed.success) {
    throw new PolicyError(parsed.error.issues.map(({ path }) => `/${path.map(String).join('/')}`).join(', '))
  }
  const broken = brokenDuties(parsed.data)
  if (broken.length > 0) throw new PolicyError(broken.join(', '))
  return { ...parsed.data, hash: hash('sha256', text, 'hex') }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PolicyError('not JSON')
  }
}
