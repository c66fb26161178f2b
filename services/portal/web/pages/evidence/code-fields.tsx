import type { EvidenceDetail } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { SelectField } from '../../ui/fields.tsx'
import { type Codes, ITEM_CODES, NAMES } from './item-codes.ts'
import { useCode } from './said.ts'

interface Props {
  readonly request: Pick<EvidenceDetail, 'words'>
  /** Distinct on the page. */
  readonly id: string
  readonly codes: Codes
  change(codes: Codes): void
}

/** What an item is, its handling code, and how its source and its information are evaluated. */
export function CodeFields({ request, id, codes, change }: Props) {
  const { t } = useWords()
  const word = useCode(request)
  return (
    <>
      {NAMES.map(name => (
        <SelectField
          key={name}
          id={`${id}-${name}`}
          label={word(name)}
          value={codes[name] ?? ''}
          empty={t.app.choose}
          choices={ITEM_CODES[name].map(code => ({ code, label: word(code) }))}
          onValue={code => change({ ...codes, [name]: code })}
        />
      ))}
    </>
  )
}
