import type { EvidenceAnswer, EvidenceField } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { Checkbox, CheckboxGroup, DayField, SelectField, TextArea, TextField } from '../../ui/fields.tsx'
import { askedBy } from './asked-by.ts'

export const fieldId = (field: string): string => `evidence-${field}`

interface Props {
  readonly field: EvidenceField
  readonly answer: EvidenceAnswer | undefined
  /** Of a sealed field: what is written now, and nobody has yet. */
  readonly text: string
  /** The same in the other state's language, by a person. */
  readonly translation: string
  /** It is there to name somebody or something, and goes as it is written. */
  readonly naming: boolean
  /** Of the persons: who of them is a suspect, a name a line. */
  readonly suspects?: { readonly value: string; wrote(suspects: string): void } | undefined
  /** What was typed and is no number, if there is such. */
  readonly unread: string | undefined
  answered(answer: EvidenceAnswer | undefined, unread?: string): void
  wrote(text: string): void
  translated(text: string): void
}

/** One field of a request, by its kind. What was tried instead has a list of its own. */
export function DraftField(props: Props) {
  const { field, answer, text, translation, naming, suspects, unread, answered, wrote, translated } = props
  const { t, say } = useWords()
  const { evidence } = t
  const label = field.essential ? say(field.text) : `${say(field.text)} (${t.form.optional})`
  const asked = askedBy(t, field.sources)
  const common = { id: fieldId(field.field), label, hint: asked }
  const choices = field.codes.map(one => ({ code: one.code, label: say(one.text) }))
  const shown = typeof answer === 'string' || typeof answer === 'number' ? String(answer) : ''
  const given = (value: string) => answered(value === '' ? undefined : value)
  switch (field.kind) {
    case 'sealed': {
      const hint = [naming ? evidence.namingHint : evidence.sealedHint, ...(asked ? [asked] : [])].join(' ')
      return (
        <>
          {answer !== undefined && <p class="kept">✓ {evidence.written}</p>}
          <TextArea {...common} hint={hint} rows={3} value={text} onValue={wrote} />
          {suspects && text.trim() !== '' && (
            <TextArea
              id={`${common.id}-suspects`}
              label={`${evidence.suspects.label} (${t.form.optional})`}
              hint={evidence.suspects.hint}
              rows={3}
              value={suspects.value}
              onValue={suspects.wrote}
            />
          )}
          {text.trim() !== '' && (
            <TextArea
              id={`${common.id}-translation`}
              label={`${evidence.translationOf(say(field.text))} (${t.form.optional})`}
              rows={3}
              value={translation}
              onValue={translated}
            />
          )}
        </>
      )
    }
    case 'code':
      return <SelectField {...common} value={shown} empty={t.app.choose} choices={choices} onValue={given} />
    case 'codes': {
      const values = Array.isArray(answer) ? answer.filter(one => typeof one === 'string') : []
      const changed = (next: readonly string[]) => answered(next.length === 0 ? undefined : next)
      return <CheckboxGroup {...common} values={values} choices={choices} onValues={changed} />
    }
    case 'date':
      return <DayField {...common} value={shown} onValue={given} />
    case 'months':
      return <Months {...common} months={unread ?? shown} fault={unread !== undefined} answered={answered} />
    case 'yes':
      return <Checkbox {...common} checked={answer === true} onChecked={yes => answered(yes ? true : undefined)} />
    case 'tried':
    case 'files':
      return null
  }
}

interface MonthsProps {
  readonly id: string
  readonly label: string
  readonly hint: string | undefined
  readonly months: string
  readonly fault: boolean
  answered(answer: EvidenceAnswer | undefined, unread?: string): void
}

/** What is no number of months stays on the page as it was written, with what is wrong with it: until it is put right nothing is kept. */
function Months({ months, fault, answered, ...field }: MonthsProps) {
  const { t } = useWords()
  return (
    <TextField
      {...{ ...field, value: months, fault: fault ? t.evidence.monthsFault : undefined }}
      onValue={value => {
        const typed = value.trim()
        if (typed === '') answered(undefined)
        else if (MONTHS.test(typed)) answered(Number(typed))
        else answered(undefined, value)
      }}
    />
  )
}
const MONTHS = /^\d{1,4}$/
