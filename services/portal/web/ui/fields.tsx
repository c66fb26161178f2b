import type { ComponentChildren } from 'preact'
import type { Choice } from '../i18n/lists.ts'

interface Common {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: string | undefined
}

const describedBy = ({ id, hint, fault }: Common) =>
  [...(hint ? [`${id}-hint`] : []), ...(fault ? [`${id}-fault`] : [])].join(' ') || undefined

export const marks = (common: Common) => ({
  id: common.id,
  'aria-describedby': describedBy(common),
  'aria-invalid': common.fault ? ('true' as const) : undefined,
})

/** What the browser must not do with what is typed about a person: keep it, or send it away to be checked or translated. */
const PRIVATE = { autocomplete: 'off', spellcheck: false, autocapitalize: 'off' } as const

export const Notes = ({ id, hint, fault }: Common) => (
  <>
    {hint && (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {fault && (
      <p class="fault" id={`${id}-fault`}>
        {fault}
      </p>
    )}
  </>
)

type TextProps = Common & {
  readonly value: string
  readonly onValue: (value: string) => void
}

export const TextField = ({ value, onValue, ...common }: TextProps) => (
  <div class="field">
    <label for={common.id}>{common.label}</label>
    <Notes {...common} />
    <input
      {...marks(common)}
      {...PRIVATE}
      type="text"
      value={value}
      onInput={event => onValue(event.currentTarget.value)}
    />
  </div>
)

/** In the browser's own way; a day of the calendar, or a minute of it. */
export const DayField = ({
  value,
  type = 'date',
  onValue,
  ...common
}: TextProps & { type?: 'date' | 'datetime-local' }) => (
  <div class="field">
    <label for={common.id}>{common.label}</label>
    <Notes {...common} />
    <input {...marks(common)} type={type} value={value} onInput={event => onValue(event.currentTarget.value)} />
  </div>
)

/** A moment of the clock on the wall, as YYYY-MM-DDTHH:MM. */
export const MomentField = ({ value, onValue, ...common }: TextProps) => (
  <div class="field">
    <label for={common.id}>{common.label}</label>
    <Notes {...common} />
    <input
      {...marks(common)}
      type="datetime-local"
      value={value}
      onInput={event => onValue(event.currentTarget.value)}
    />
  </div>
)

export const TextArea = ({ value, rows, onValue, ...common }: TextProps & { readonly rows: number }) => (
  <div class="field">
    <label for={common.id}>{common.label}</label>
    <Notes {...common} />
    <textarea
      {...marks(common)}
      {...PRIVATE}
      rows={rows}
      value={value}
      onInput={event => onValue(event.currentTarget.value)}
    />
  </div>
)

/** A file that is picked; what becomes of it, the caller says. */
type FileProps = Common & { readonly accept?: string; onFile(file: File | undefined): void }

export const FileField = ({ accept, onFile, ...common }: FileProps) => (
  <div class="field">
    <label for={common.id}>{common.label}</label>
    <Notes {...common} />
    <input {...marks(common)} type="file" accept={accept} onChange={event => onFile(event.currentTarget.files?.[0])} />
  </div>
)

type SelectProps = Common & {
  readonly value: string
  readonly choices: readonly Choice[]
  /** What the empty choice says; without it there is none. */
  readonly empty?: string
  readonly onValue: (value: string) => void
}

export const SelectField = ({ value, choices, empty, onValue, ...common }: SelectProps) => (
  <div class="field">
    <label for={common.id}>{common.label}</label>
    <Notes {...common} />
    <select {...marks(common)} value={value} onChange={event => onValue(event.currentTarget.value)}>
      {empty !== undefined && <option value="">{empty}</option>}
      {choices.map(({ code, label }) => (
        <option key={code} value={code}>
          {label}
        </option>
      ))}
    </select>
  </div>
)

const Group = ({ children, ...common }: Common & { children: ComponentChildren }) => (
  <fieldset id={common.id} aria-describedby={describedBy(common)} tabIndex={-1}>
    <legend>{common.label}</legend>
    <Notes {...common} />
    <div class="options">{children}</div>
  </fieldset>
)

type RadioProps = Common & {
  readonly value: string
  readonly choices: readonly Choice[]
  readonly onValue: (value: string) => void
}

export const RadioGroup = ({ value, choices, onValue, ...common }: RadioProps) => (
  <Group {...common}>
    {choices.map(({ code, label, note }) => (
      <label key={code} class={note ? 'option wide' : 'option'}>
        <input type="radio" name={common.id} value={code} checked={value === code} onChange={() => onValue(code)} />
        <span>
          {label}
          {note && <span class="hint">{note}</span>}
        </span>
      </label>
    ))}
  </Group>
)

export type ChecksProps = Common & {
  readonly values: readonly string[]
  readonly choices: readonly Choice[]
  readonly onValues: (values: readonly string[]) => void
}

export const CheckboxGroup = ({ values, choices, onValues, ...common }: ChecksProps) => (
  <Group {...common}>
    {choices.map(({ code, label }) => (
      <label key={code} class="option">
        <input
          type="checkbox"
          name={common.id}
          value={code}
          checked={values.includes(code)}
          onChange={event =>
            onValues(event.currentTarget.checked ? [...values, code] : values.filter(value => value !== code))
          }
        />
        <span>{label}</span>
      </label>
    ))}
  </Group>
)

type CheckProps = Common & { readonly checked: boolean; readonly onChecked: (checked: boolean) => void }

export const Checkbox = ({ checked, onChecked, ...common }: CheckProps) => (
  <div class="field">
    <label class="option" for={common.id}>
      <input
        {...marks(common)}
        type="checkbox"
        checked={checked}
        onChange={event => onChecked(event.currentTarget.checked)}
      />
      <span>{common.label}</span>
    </label>
    <Notes {...common} />
  </div>
)
