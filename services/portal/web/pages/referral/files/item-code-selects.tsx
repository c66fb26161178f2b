import type { ItemCodes } from '@amparo/client'
import { useWords } from '../../../app/context.ts'
import { ITEM_CODE_FIELDS } from '../../../form/item-codes.ts'
import { SelectField } from '../../../ui/fields.tsx'

interface Props {
  /** Distinct on the page. */
  readonly id: string
  readonly codes: ItemCodes
  change(codes: ItemCodes): void
}

/** How a file may be handled by whoever receives it, and how its source and information are evaluated. */
export function ItemCodeSelects({ id, codes, change }: Props) {
  const { t, code, codesOf } = useWords()
  return (
    <>
      {ITEM_CODE_FIELDS.map(name => (
        <SelectField
          key={name}
          id={`${id}-${name}`}
          label={t.view[name]}
          value={codes[name]}
          choices={codesOf(name).map(one => ({ code: one, label: code(name, one) }))}
          onValue={value => change({ ...codes, [name]: value })}
        />
      ))}
    </>
  )
}
