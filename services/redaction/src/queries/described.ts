import { agesOf, type Described, UNKNOWN_GENDER } from '@amparo/contracts'
import { answerFor, type Held, type OneRecord } from '../domain/held.ts'

/**
 * What of a person is compared with those for whom an agency is. Whether they are a child all linked records decide; of what gender they are, the
 * first that says it.
 */
export function describedOf(held: Held, hub: string, now: Date): Described {
  const { minor } = answerFor(held, { language: '', recipientHub: hub, ownHub: hub }, now)
  const [ageBand] = saidOf(held, 'ageBand')
  const [dateOfBirth] = saidOf(held, 'dateOfBirth')
  const genders = [held, ...(held.linked ?? [])].flatMap(record => saidOf(record, 'gender'))
  return {
    ages: agesOf({ minor, ageBand, dateOfBirth }, now),
    gender: genders.find(gender => gender !== UNKNOWN_GENDER),
  }
}

/** In what another hub released it stands in whichever categories came. */
function saidOf(record: OneRecord, name: 'ageBand' | 'dateOfBirth' | 'gender'): string[] {
  const parts =
    record.kind === 'form'
      ? [{ ...record.form.subject, dateOfBirth: record.form.subject.identity.dateOfBirth }]
      : Object.values(record.view.categories)
  return parts.flatMap(({ [name]: said }: Readonly<Record<string, unknown>>) =>
    typeof said === 'string' ? [said] : [],
  )
}
