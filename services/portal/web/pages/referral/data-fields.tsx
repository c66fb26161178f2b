import type { Text } from '@amparo/client'
import { useLayoutEffect, useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import type { Field } from '../../case/fields.ts'
import { codesIn, type DataFault, groupIn, rowsIn, textIn, type Value, type Values } from '../../case/values.ts'
import { CheckboxGroup, DayField, RadioGroup, SelectField, TextField } from '../../ui/fields.tsx'
import { focusIn } from '../../ui/focus.ts'
import { AgencyField } from './agency-field.tsx'

interface Props {
  readonly fields: readonly Field[]
  readonly values: Values
  /** The protocol's words for codes and fields. */
  readonly words: Readonly<Record<string, Text>>
  readonly faults: readonly DataFault[]
  /** RFC 6901 pointer of what is asked for here. */
  readonly at?: string
  change(values: Values): void
}

/** So many codes are shown at once; more are put into a list. */
const RADIOS = 12

export const idAt = (pointer: string): string => `d${pointer.replaceAll(/[^A-Za-z0-9]/g, '-')}`

/** Asks for what a step has to say, whatever the protocol: one input for each field of its schema. */
export function DataFields({ at = '', ...props }: Props) {
  const { fields, values, change } = props
  return (
    <>
      {fields.map(field => (
        <DataField
          key={field.name}
          {...props}
          field={field}
          pointer={`${at}/${field.name}`}
          set={value => change({ ...values, [field.name]: value })}
        />
      ))}
    </>
  )
}

type FieldProps = Props & { readonly field: Field; readonly pointer: string; set(value: Value): void }

function DataField({ field, pointer, values, words, faults, set }: FieldProps) {
  const { t, say, code: known } = useWords()
  const { name } = field
  const named = (code: string): string => {
    const word = words[code]
    return word === undefined ? known('service', code) : say(word)
  }
  const texts: Readonly<Record<string, string>> = t.form.faults
  const wrong = faults.find(fault => fault.pointer === pointer)?.code
  const common = {
    id: idAt(pointer),
    label: field.required ? named(name) : `${named(name)} (${t.form.optional})`,
    fault: wrong === undefined ? undefined : (texts[wrong] ?? t.form.faults.invalid),
  }
  const text = textIn(values, name)
  switch (field.kind) {
    case 'given':
      return null
    case 'unknown':
      return <p class="notice">{t.case.act.cannotAsk}</p>
    case 'choice': {
      const choices = field.codes.map(code => ({ code, label: named(code) }))
      return choices.length > RADIOS ? (
        <SelectField {...common} value={text} empty={t.app.choose} choices={choices} onValue={set} />
      ) : (
        <RadioGroup {...common} value={text} choices={choices} onValue={set} />
      )
    }
    case 'flag': {
      const choices = (['yes', 'no'] as const).map(code => ({ code, label: t.app[code] }))
      return <RadioGroup {...common} value={text} choices={choices} onValue={set} />
    }
    case 'choices': {
      const choices = field.codes.map(code => ({ code, label: named(code) }))
      return <CheckboxGroup {...common} values={codesIn(values, name)} choices={choices} onValues={set} />
    }
    case 'day':
      return <DayField {...common} value={text} onValue={set} />
    case 'moment':
      return <DayField {...common} type="datetime-local" value={text} onValue={set} />
    case 'number':
    case 'id':
      return <TextField {...common} value={text} onValue={set} />
    case 'agency':
      return <AgencyField {...common} value={groupIn(values, name)} set={set} />
    case 'group':
      return (
        <fieldset id={common.id} tabIndex={-1}>
          <legend>{common.label}</legend>
          <DataFields
            fields={field.fields}
            values={groupIn(values, name)}
            change={set}
            {...{ words, faults, at: pointer }}
          />
        </fieldset>
      )
    case 'rows':
      return <Lines field={field} rows={rowsIn(values, name)} {...{ common, pointer, words, faults, set }} />
  }
}

interface LinesProps {
  readonly field: Field & { readonly kind: 'rows' }
  readonly rows: readonly Values[]
  readonly common: { readonly id: string; readonly label: string; readonly fault: string | undefined }
  readonly pointer: string
  readonly words: Readonly<Record<string, Text>>
  readonly faults: readonly DataFault[]
  set(rows: readonly Values[]): void
}

function Lines({ field, rows, common, pointer, words, faults, set }: LinesProps) {
  const { t } = useWords()
  const { act } = t.case
  const rowId = (line: number) => `${common.id}-row-${line}`
  const [added, setAdded] = useState<{ readonly line: number }>()
  // The button stands below what it adds: the keyboard goes on in the new line, not after it.
  useLayoutEffect(() => {
    if (added) focusIn(rowId(added.line), 'input, select, button')
  }, [added])
  return (
    <fieldset id={common.id} tabIndex={-1} aria-describedby={common.fault ? `${common.id}-fault` : undefined}>
      <legend>{common.label}</legend>
      {common.fault && (
        <p class="fault" id={`${common.id}-fault`}>
          {common.fault}
        </p>
      )}
      {rows.map((row, i) => (
        <fieldset key={i} id={rowId(i)} class="repeated">
          <legend>{act.row(i + 1)}</legend>
          <DataFields
            {...{ fields: field.fields, values: row, words, faults, at: `${pointer}/${i}` }}
            change={changed => set(rows.map((other, k) => (k === i ? changed : other)))}
          />
          <button type="button" class="secondary" onClick={() => set(rows.filter((_, k) => k !== i))}>
            {t.app.remove(act.row(i + 1))}
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        class="secondary"
        onClick={() => {
          set([...rows, {}])
          setAdded({ line: rows.length })
        }}
      >
        {act.addRow}
      </button>
    </fieldset>
  )
}
