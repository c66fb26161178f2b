import { useWords } from '../../app/context.ts'
import { birthAsKept } from '../../form/birth.ts'
import type { Draft, FieldName } from '../../form/draft.ts'
import { marksAfter } from '../../form/marks.ts'
import type { CodeList } from '../../i18n/codes/codes.ts'
import { faultText } from '../../i18n/fault-text.ts'
import type { Choice } from '../../i18n/lists.ts'
import * as plain from '../../ui/fields.tsx'
import { Picker as PlainPicker } from '../../ui/picker.tsx'
import { idOf, useForm } from './form.ts'

type Named<T> = { [K in FieldName]: Draft[K] extends T ? K : never }[FieldName]
type TextName = Named<string>
type ListName = Named<readonly string[]>
type FlagName = Named<boolean>

/** What a field of the form is called, what is wrong with it, and how it changes. */
function useField<K extends FieldName>(name: K) {
  const { draft, set, faults } = useForm()
  const { t } = useWords()
  const { label, hint } = t.form.fields[name]
  const code = faults.find(fault => fault.field === name)?.code
  const fault = code === undefined ? undefined : faultText(t.form, code)
  const change = (value: Draft[K]) => set({ [name]: value } as Partial<Draft>)
  return { value: draft[name], change, common: { id: idOf(name), label, hint, fault } }
}

export function Text({ name }: { name: TextName }) {
  const { value, change, common } = useField(name)
  return <plain.TextField {...common} value={value} onValue={text => change(text)} />
}

/** As people write a date, or a part of it. */
export function Birth() {
  const { language } = useWords()
  const { value, change, common } = useField('birth')
  return <plain.TextField {...common} value={value} onValue={text => change(birthAsKept(text, language))} />
}

export function Day({ name }: { name: TextName }) {
  const { value, change, common } = useField(name)
  return <plain.DayField {...common} value={value} onValue={text => change(text)} />
}

export function Moment({ name }: { name: TextName }) {
  const { value, change, common } = useField(name)
  return <plain.MomentField {...common} value={value} onValue={text => change(text)} />
}

export function Lines({ name, rows = 2 }: { name: TextName; rows?: number }) {
  const { t } = useWords()
  const { value, change, common } = useField(name)
  const hint = [common.hint, t.form.onePerLine].filter(Boolean).join(' ')
  return <plain.TextArea {...common} hint={hint} rows={rows} value={value} onValue={text => change(text)} />
}

/** What is marked in it moves with its text. */
export function Account() {
  const { value, common } = useField('narrative')
  const { draft, set } = useForm()
  const change = (narrative: string) =>
    set({ narrative, incriminating: marksAfter(draft.incriminating, value, narrative) })
  return <plain.TextArea {...common} rows={14} value={value} onValue={change} />
}

export function Flag({ name }: { name: FlagName }) {
  const { value, change, common } = useField(name)
  return <plain.Checkbox {...common} checked={value} onChecked={checked => change(checked)} />
}

type From = { readonly list: CodeList; readonly only?: readonly string[] } | { readonly choices: readonly Choice[] }

function useChoices(from: From): readonly Choice[] {
  const { code, codesOf } = useWords()
  if ('choices' in from) return from.choices
  return (from.only ?? codesOf(from.list)).map(name => ({ code: name, label: code(from.list, name) }))
}

export function Select({ name, empty, ...from }: { name: TextName; empty?: string } & From) {
  const { t } = useWords()
  const { value, change, common } = useField(name)
  const choices = useChoices(from)
  return (
    <plain.SelectField
      {...common}
      value={value}
      empty={empty ?? t.app.choose}
      choices={choices}
      onValue={code => change(code)}
    />
  )
}

/** `value`: where what is chosen follows from something else. */
export function Radios({ name, value, ...from }: { name: TextName; value?: string } & From) {
  const { value: own, change, common } = useField(name)
  const choices = useChoices(from)
  return (
    <plain.RadioGroup
      {...common}
      value={value ?? own}
      choices={choices}
      onValue={code => change(code as Draft[TextName])}
    />
  )
}

export function Checks({
  name,
  changed,
  ...from
}: { name: ListName; changed?(values: readonly string[]): void } & From) {
  const { value, change, common } = useField(name)
  const choices = useChoices(from)
  return <plain.CheckboxGroup {...common} values={value} choices={choices} onValues={changed ?? change} />
}

export function Picker({ name, choices }: { name: ListName; choices: readonly Choice[] }) {
  const { value, change, common } = useField(name)
  return <PlainPicker {...common} values={value} choices={choices} onValues={change} />
}
