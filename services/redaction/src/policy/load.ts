import { hash } from 'node:crypto'
import type { ViewPolicy } from '../domain/view-policy.ts'
import { brokenDuties } from './duties.ts'
import { viewPolicySchema } from './schema.ts'

/** A policy that cannot be used stops the service from starting. Names the places in the file, never other text. */
export class ViewPolicyError extends Error {
  override readonly name = 'ViewPolicyError'
  readonly code = 'view_policy_invalid'
}

/** The policy in a file's text. Its hash is over the bytes as they stand: a changed comma is another policy. */
export function loadViewPolicy(text: string): ViewPolicy {
  const parsed = viewPolicySchema.safeParse(jsonOf(text))
  if (!parsed.success)
    throw new ViewPolicyError(parsed.error.issues.map(({ path }) => `/${path.map(String).join('/')}`).join(', '))
  const policy = { ...parsed.data, hash: hash('sha256', text, 'hex') }
  const broken = brokenDuties(policy)
  if (broken.length > 0) throw new ViewPolicyError(broken.join(', '))
  return policy
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ViewPolicyError('not JSON')
  }
}
