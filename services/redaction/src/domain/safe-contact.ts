import type { Held } from './held.ts'

export interface ContactRule {
  /** Code; undefined: the person has not said how to be reached. */
  readonly channel: string | undefined
}

/** How the person may be reached, as this hub holds it. Undefined: another hub has not passed it on, so that nothing is known here. */
export function contactRuleOf(held: Held): ContactRule | undefined {
  if (held.kind === 'form') return { channel: held.form.subject.safeContact?.channel }
  const contact = held.view.categories['contact']
  if (contact === undefined) return undefined
  const rule = contact['safeContact']
  if (typeof rule !== 'object' || rule === null || !('channel' in rule)) return { channel: undefined }
  return { channel: typeof rule.channel === 'string' ? rule.channel : undefined }
}
