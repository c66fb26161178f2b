import type { EvidenceDetail, EvidenceFile, RequestFilesView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { sizeIn } from '../../files/sizes.ts'
import { Checkbox } from '../../ui/fields.tsx'
import { CodeFields } from './code-fields.tsx'
import { fieldId } from './draft-field.tsx'
import { type Codes, filesIn, isWhole, type NAMES } from './item-codes.ts'

interface Props {
  readonly request: EvidenceDetail
  readonly files: RequestFilesView | undefined
  readonly answer: unknown
  answered(answer: readonly EvidenceFile[] | undefined): void
}

const ANNEXES = 'annexes'

/** Which of the files that were uploaded go with the request, each with its handling code and its evaluation. */
export function Annexes({ request, files, answer, answered }: Props) {
  const { t, language, moment, say } = useWords()
  const says = t.evidence.files
  const field = request.fields.find(({ field: name }) => name === ANNEXES)
  const named = filesIn(answer)
  const own = files?.files.filter(({ own: isOwn, state }) => isOwn && state === 'kept') ?? []
  const [chosen, setChosen] = useState<Readonly<Record<string, Codes>>>({})
  if (field === undefined) return null
  const change = (item: string, sha256: string | null, codes: Codes | undefined) => {
    setChosen(({ [item]: _, ...others }) => (codes === undefined ? others : { ...others, [item]: codes }))
    const others = named.filter(one => one.item !== item)
    const next = codes && sha256 !== null && isWhole(codes) ? [...others, { item, sha256, ...only(codes) }] : others
    answered(next.length === 0 ? undefined : next)
  }
  return (
    <fieldset id={fieldId(ANNEXES)} tabIndex={-1}>
      <legend>
        {say(field.text)} ({t.form.optional})
      </legend>
      <p class="hint">{own.length === 0 ? says.noneToName : says.nameHint}</p>
      {own.map(({ item, size, begunAt, sha256 }) => {
        const codes = chosen[item] ?? named.find(one => one.item === item)
        const name = t.files.one(sizeIn(language, size), moment(begunAt))
        return (
          <fieldset key={item} class="repeated">
            <legend>{name}</legend>
            <Checkbox
              id={`annex-${item}`}
              label={says.goesAlong}
              checked={codes !== undefined}
              onChecked={yes => change(item, sha256, yes ? {} : undefined)}
            />
            {codes && (
              <CodeFields
                {...{ request, codes }}
                id={`annex-${item}`}
                change={changed => change(item, sha256, changed)}
              />
            )}
            {codes && !isWhole(codes) && <p class="fault">{says.allFour}</p>}
          </fieldset>
        )
      })}
    </fieldset>
  )
}

/** What else an answer says stays with it. */
const only = (codes: Readonly<Record<(typeof NAMES)[number], string>>) => ({
  ...{ kind: codes.kind, handling: codes.handling, source: codes.source, information: codes.information },
})
