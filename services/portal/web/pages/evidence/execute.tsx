import type { EvidenceDetail, RequestFilesView } from '@amparo/client'
import type { VictimsSaid } from '@amparo/contracts'
import { EXECUTE, EXECUTE_PART } from '@amparo/protocols/web'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { fieldsOf } from '../../case/fields.ts'
import { sizeIn } from '../../files/sizes.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, DayField, SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { CodeFields } from './code-fields.tsx'
import { type Codes, isWhole } from './item-codes.ts'
import { Reasons } from './reasons.tsx'
import { useCode } from './said.ts'
import { useStep } from './use-step.ts'
import { isLetter, NO_LETTER, Victims } from './victims.tsx'
import { isSaid, NOTHING_WITHHELD, WITHHELD, Withheld } from './withheld.tsx'

interface Props {
  readonly request: EvidenceDetail
  readonly files: RequestFilesView | undefined
  done(what: string): Promise<void>
  outdated(): void
}

/** A file that was uploaded; of a thing, its record. */
interface Item {
  readonly item: string
  readonly codes: Codes
  readonly exculpatory: boolean
  readonly returnBy: string
  readonly destroyBy: string
}
const newItem = (item: string): Item => ({
  item,
  codes: {},
  exculpatory: false,
  returnBy: '',
  destroyBy: '',
})

const IN_PART = 'in-part'
const REST_FOLLOWS = 'rest-follows'

/** The central authority that was asked hands over what was obtained, or the part that is ready: each item with its handling code and its evaluation. */
export function Execute({ request, files, done, outdated }: Props) {
  const { t, say, language, moment } = useWords()
  const { client } = useSignedIn()
  const says = t.evidence.files
  const word = useCode(request)
  const [extent, setExtent] = useState('wholly')
  const [ground, setGround] = useState('')
  const [withheld, setWithheld] = useState(NOTHING_WITHHELD)
  const [expected, setExpected] = useState('')
  const [reasons, setReasons] = useState(NO_LETTER)
  const [victims, setVictims] = useState<VictimsSaid | ''>('')
  const [items, setItems] = useState<readonly Item[]>([])
  const ready = (wanted: string) => request.allowedSteps.find(({ step, blocked }) => step === wanted && !blocked)
  const [whole, part] = [ready(EXECUTE), ready(EXECUTE_PART)]
  const action = extent === REST_FOLLOWS ? part : whole
  const handedOver = new Set(request.items.map(({ item }) => item))
  const kept = files?.files.filter(
    ({ own, came, state, item }) => own && !came && state === 'kept' && !handedOver.has(item),
  )
  const work = useStep(request, {
    outdated,
    done: async what => {
      await carry()
      await done(what)
    },
  })
  if (action === undefined) return null
  const fileOf = (item: string) => kept?.find(one => one.item === item)
  // One that does not get away now is handed over from the list of files.
  const carry = () =>
    Promise.allSettled(
      items.flatMap(({ item }) => {
        const file = fileOf(item)
        return file ? [client.requestFiles.handOver(file.fileId, request.id)] : []
      }),
    )
  const change = (item: string, next: Item | undefined) => {
    const others = items.filter(one => one.item !== item)
    setItems(next === undefined ? others : [...others, next])
  }
  const inPart = extent === IN_PART
  // Requests from before a ground stood for each kind have one for all that is withheld.
  const withheldField = fieldsOf(whole?.data).find(({ name }) => name === WITHHELD)
  const grounds = withheldField ? withheld : { ground }
  const isGrounded = withheldField ? isSaid(withheldField, withheld) : ground !== ''
  const lacking = [
    ...(inPart && !isGrounded ? [word(withheldField ? WITHHELD : 'ground')] : []),
    ...(inPart && !isLetter(reasons) ? [t.evidence.inWords.write] : []),
    ...(extent === REST_FOLLOWS && expected === '' ? [word('expected')] : []),
    ...(extent === REST_FOLLOWS && items.length === 0 ? [says.someItem] : []),
    ...(victims === '' ? [t.evidence.victims.label] : []),
    ...(items.every(({ codes }) => isWhole(codes)) ? [] : [says.allFour]),
  ]
  const told = items.map(({ item, codes, exculpatory, returnBy, destroyBy }) => {
    const sha256 = fileOf(item)?.sha256
    return {
      ...{ item, ...codes, ...(sha256 && { sha256 }), ...(exculpatory && { exculpatory }) },
      ...{ ...(returnBy !== '' && { returnBy }), ...(destroyBy !== '' && { destroyBy }) },
    }
  })
  return (
    <form
      class="panel"
      noValidate
      autocomplete="off"
      aria-labelledby="execute-title"
      onSubmit={event => {
        event.preventDefault()
        const said = action === part ? { expected } : { extent, ...(inPart && grounds) }
        void work.run(action.step, { ...said, victims, items: told }, inPart && isLetter(reasons) ? reasons : undefined)
      }}
    >
      <h3 id="execute-title">{say(action.text)}</h3>
      {action.hint && <p class="hint">{say(action.hint)}</p>}
      <Problem problem={work.problem} focus />
      <SelectField
        id="execute-extent"
        label={word('extent')}
        value={extent}
        choices={['wholly', IN_PART, ...(part ? [REST_FOLLOWS] : [])].map(code => ({ code, label: word(code) }))}
        onValue={setExtent}
      />
      {inPart && withheldField && (
        <Withheld {...{ request, field: withheldField, values: withheld, change: setWithheld }} />
      )}
      {inPart && !withheldField && (
        <SelectField
          id="execute-ground"
          label={word('ground')}
          value={ground}
          empty={t.app.choose}
          choices={request.grounds.map(({ code, text }) => ({ code, label: say(text) }))}
          onValue={setGround}
        />
      )}
      {inPart && <Reasons {...{ request, id: 'execute-reasons', letter: reasons, change: setReasons }} />}
      {extent === REST_FOLLOWS && (
        <DayField id="execute-expected" label={word('expected')} value={expected} onValue={setExpected} />
      )}
      <Victims {...{ request, id: 'execute-victims', value: victims, change: setVictims }} />
      <p class="hint">{says.thing}</p>
      {kept?.map(({ item, size, begunAt }) => {
        const one = items.find(chosen => chosen.item === item)
        return (
          <fieldset key={item} class="repeated">
            <legend>{t.files.one(sizeIn(language, size), moment(begunAt))}</legend>
            <Checkbox
              id={`execute-${item}`}
              label={says.handOver}
              checked={one !== undefined}
              onChecked={yes => change(item, yes ? newItem(item) : undefined)}
            />
            {one && <ItemFields request={request} one={one} change={next => change(item, next)} />}
          </fieldset>
        )
      })}
      <div class="buttons">
        <Button type="submit" disabled={work.busy || lacking.length > 0}>
          {say(action.text)}
        </Button>
      </div>
      {lacking.length > 0 && (
        <>
          <p class="hint">{t.evidence.missing}:</p>
          <ul class="hint">
            {lacking.map(what => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </>
      )}
    </form>
  )
}

function ItemFields({ request, one, change }: { request: EvidenceDetail; one: Item; change(next: Item): void }) {
  const { t } = useWords()
  const word = useCode(request)
  const id = `execute-${one.item}`
  return (
    <>
      <CodeFields {...{ request, id }} codes={one.codes} change={codes => change({ ...one, codes })} />
      <Checkbox
        id={`${id}-exculpatory`}
        label={word('exculpatory')}
        checked={one.exculpatory}
        onChecked={exculpatory => change({ ...one, exculpatory })}
      />
      {(['returnBy', 'destroyBy'] as const).map(name => (
        <DayField
          key={name}
          id={`${id}-${name}`}
          label={`${word(name)} (${t.form.optional})`}
          value={one[name]}
          onValue={day => change({ ...one, [name]: day })}
        />
      ))}
    </>
  )
}
