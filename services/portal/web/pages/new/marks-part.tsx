import { INCRIMINATING_KINDS } from '@amparo/contracts'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { type Mark, withMark } from '../../form/marks.ts'
import { Notes, SelectField } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { idOf, useForm } from './form.ts'

/**
 * What of the account could be held against the person: selected in its field, with the mouse or the keyboard, and marked here. A field keeps
 * its selection while the keyboard is elsewhere.
 */
export function MarksPart() {
  const { t, code } = useWords()
  const { draft, set, faults } = useForm()
  const [kind, setKind] = useState<string>('other_offence')
  const [said, setSaid] = useState<'done' | 'nothing'>()
  const id = idOf('incriminating')
  const { label, hint } = t.form.fields.incriminating
  const fault = faults.some(({ field }) => field === 'incriminating') ? t.form.faults.invalid : undefined
  const mark = () => {
    const field = document.getElementById(idOf('narrative'))
    if (!(field instanceof HTMLTextAreaElement) || field.selectionStart === field.selectionEnd)
      return setSaid('nothing')
    set({
      incriminating: withMark(draft.incriminating, { start: field.selectionStart, end: field.selectionEnd, kind }),
    })
    setSaid('done')
  }
  const unmark = (one: Mark) => {
    set({ incriminating: draft.incriminating.filter(other => other !== one) })
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
      <Status>{said && t.form.marks[said]}</Status>
      {draft.incriminating.length > 0 && (
        <ul>
          {draft.incriminating.map((one, i) => (
            <li key={`${one.start}-${one.end}`}>
              <q>{draft.narrative.slice(one.start, one.end)}</q> {code('incriminating', one.kind)}{' '}
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
