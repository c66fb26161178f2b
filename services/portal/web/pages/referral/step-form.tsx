import type { AllowedAction, ProblemError, Text } from '@amparo/client'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { fieldsOf } from '../../case/fields.ts'
import { type DataFault, dataOf, faultsIn, pointedIn, type Values } from '../../case/values.ts'
import { AskAgain } from '../../ui/ask-again.tsx'
import { focusIn, useFocusAtOnce } from '../../ui/focus.ts'
import { SendOrLeave } from '../../ui/send-or-leave.tsx'
import { DataFields, idAt } from './data-fields.tsx'
import { EARLIER, Earlier, faultsOfEarlier } from './earlier.tsx'

interface Props {
  readonly action: AllowedAction
  /** Of the protocol, for what the step itself has no words for. */
  readonly words: Readonly<Record<string, Text>>
  readonly busy: boolean
  /** Why the hub would not take it as it was. */
  readonly refusal: ProblemError | undefined
  /** Whether it may have been taken by phone before. */
  readonly mayBeEarlier?: boolean
  /** `happenedAt`: ISO 8601, if it was. */
  take(data: ReturnType<typeof dataOf> | undefined, happenedAt: string | undefined): void
  leave(): void
}

/** Asks what one step has to say, and once more before a grave one. There is no free text: a code names no one. */
export function StepForm({ action, words, busy, refusal, mayBeEarlier, take, leave }: Props) {
  const { t, say } = useWords()
  const fields = fieldsOf(action.data)
  const [values, setValues] = useState<Values>({})
  const [faults, setFaults] = useState<readonly DataFault[]>([])
  const [sure, setSure] = useState(false)
  const [earlier, setEarlier] = useState<string>()
  const title = useRef<HTMLHeadingElement>(null)
  useFocusAtOnce(title)
  useEffect(() => {
    if (refusal?.errors.length) setFaults(pointedIn(refusal.errors))
  }, [refusal])
  useFirstFault(faults)

  const submit = () => {
    const found = faultsIn(fields, values)
    const late = earlier === undefined ? [] : faultsOfEarlier(earlier, new Date())
    setFaults([...found, ...late])
    if (found.length + late.length > 0) return
    if (action.grave === true && !sure) setSure(true)
    else
      take(action.data === undefined ? undefined : dataOf(fields, values), earlier && new Date(earlier).toISOString())
  }
  const name = say(action.text)
  return (
    <form
      class="panel step-form"
      noValidate
      autocomplete="off"
      aria-labelledby="step-title"
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <h3 id="step-title" ref={title} tabIndex={-1}>
        {name}
      </h3>
      {action.hint && <p class="hint">{say(action.hint)}</p>}
      {fields.length > 0 && <p class="hint">{t.case.act.coded}</p>}
      <DataFields
        {...{ fields, values, faults }}
        words={{ ...words, ...action.data?.words }}
        change={changed => {
          setValues(changed)
          setFaults([])
          setSure(false)
        }}
      />
      {mayBeEarlier && (
        <Earlier
          value={earlier}
          fault={faults.find(({ pointer }) => pointer === EARLIER)?.code}
          change={at => {
            setEarlier(at)
            setFaults([])
          }}
        />
      )}
      {sure ? (
        <AskAgain what={name} busy={busy} back={() => setSure(false)} />
      ) : (
        <SendOrLeave send={name} leaveIt={t.case.act.leave} busy={busy} leave={leave} />
      )}
    </form>
  )
}

/** What is to be corrected comes under the keyboard. */
function useFirstFault(faults: readonly DataFault[]): void {
  useLayoutEffect(() => {
    const [first] = faults
    if (first === undefined) return
    focusIn(idAt(first.pointer), 'input, select, button')
  }, [faults])
}
