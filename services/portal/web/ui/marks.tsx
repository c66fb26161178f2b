import { INCRIMINATING_KINDS } from '@amparo/contracts'
import { useState } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { type Mark, withMark } from '../form/marks.ts'
import { Notes, SelectField } from './fields.tsx'
import { Status } from './page.tsx'

interface Props {
  readonly id: string
  /** Id of the text's own field. */
  readonly field: string
  readonly text: string
  readonly marks: readonly Mark[]
  readonly fault?: string | undefined
  onMarks(marks: readonly Mark[]): void
}

/**
 * What of a text could be held against the person: selected in its field, with the mouse or the keyboard, and marked here. A field keeps
 * its selection while the keyboard is elsewhere.
 */
export function Marks({ id, field, text, marks, fault, onMarks }: Props) {
  const { t, code } = useWords()
  const [kind, setKind] = useState<string>('other_offence')
  /** Told anew it is another one: heard, also in the same words, while the keyboard stays for the next passage. */
  const [said, setSaid] = useState<{ what: 'done' | 'nothing' }>()
  const { label, hint } = t.form.fields.incriminating
  const mark = () => {
    const area = document.getElementById(field)
    if (!(area instanceof HTMLTextAreaElement) || area.selectionStart === area.selectionEnd)
      return setSaid({ what: 'nothing' })
    onMarks(withMark(marks, { start: area.selectionStart, end: area.selectionEnd, kind }))
    setSaid({ what: 'done' })
  }
  const unmark = (one: Mark) => {
    onMarks(marks.filter(other => other !== one))
    setSaid(undefined)
  }
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={fault ? `${id}-hint ${id}-fault` : `${id}-hint`}>
      <legend>{label}</legend>
      <Notes id={id} label={label} hint={hint} fault={fault} />
      <SelectField
        id={`${id}-kind`}
        label={t.form.marks.kind}
        value={kind}
        choices={INCRIMINATING_KINDS.map(each => ({ code: each, label: code('incriminating', each) }))}
        onValue={setKind}
      />
      <button type="button" class="secondary" onClick={mark}>
        {t.form.marks.mark}
      </button>
      <Status>{said && <span key={said}>{t.form.marks[said.what]}</span>}</Status>
      {marks.length > 0 && (
        <ul>
          {marks.map((one, i) => (
            <li key={`${one.start}-${one.end}`}>
              <q>{text.slice(one.start, one.end)}</q> {code('incriminating', one.kind)}{' '}
              <button type="button" class="secondary" onClick={() => unmark(one)}>
                {t.app.remove(t.form.marks.passage(i + 1))}
              </button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  )
}
