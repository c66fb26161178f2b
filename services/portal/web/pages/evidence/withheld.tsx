import type { EvidenceDetail } from '@amparo/client'
import type { Field } from '../../case/fields.ts'
import { faultsIn, rowsIn, type Values } from '../../case/values.ts'
import { DataFields } from '../referral/data-fields.tsx'

export const WITHHELD = 'withheld'

/** Nothing said yet of the first kind that is not given. */
export const NOTHING_WITHHELD: Values = { [WITHHELD]: [{}] }

interface Props {
  readonly request: EvidenceDetail
  readonly field: Field
  readonly values: Values
  change(values: Values): void
}

/** Of each kind of evidence that is not given the ground, out of those of the treaty. */
export function Withheld({ request: { words, grounds }, field, values, change }: Props) {
  const ofTreaty = Object.fromEntries(grounds.map(({ code, text }) => [code, text]))
  const fields = [ofGrounds(field, Object.keys(ofTreaty))]
  return <DataFields {...{ fields, values, change }} words={{ ...words, ...ofTreaty }} faults={[]} />
}

function ofGrounds(field: Field, codes: readonly string[]): Field {
  if (field.kind !== 'rows') return field
  const fields = field.fields.map(one => (one.name === 'ground' && one.kind === 'choice' ? { ...one, codes } : one))
  return { ...field, required: true, fields }
}

/** Some kind is named, and each has its ground. */
export const isSaid = (field: Field, values: Values): boolean =>
  rowsIn(values, WITHHELD).length > 0 && faultsIn([field], values).length === 0
