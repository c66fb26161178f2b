import { useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { birthAsKept } from '../../form/birth.ts'
import { ageBandFromBirth, type FieldName } from '../../form/draft.ts'
import type { Fault } from '../../form/faults.ts'
import { faultText } from '../../i18n/fault-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { type IntakeRow, isBlank, isChildRow } from '../../work/intake/draft.ts'
import type { RowState } from '../../work/intake/send.ts'
import { Cell } from './cell.tsx'
import { SheetInput } from './sheet-input.tsx'

export const cellId = (key: string, field: FieldName): string => `row-${key}-${field}`

interface Props {
  readonly row: IntakeRow
  readonly number: number
  readonly state: RowState | undefined
  readonly faults: readonly Fault[]
  readonly languages: readonly string[]
  readonly nationalities: readonly string[]
  readonly fear: boolean
  /** What the adults agree to, they sign. */
  readonly onPaper: boolean
  set(part: Partial<IntakeRow>): void
  /** True if it was taken as a list. */
  paste(text: string): boolean
  readonly remove: (() => void) | undefined
  goOn(): void
}

const PRIVATE = { autocomplete: 'off', spellcheck: false, autocapitalize: 'off' } as const

/** One person in one line. What has been sent stands fast. */
export function Row({
  row,
  number,
  state,
  faults,
  languages,
  nationalities,
  fear,
  onPaper,
  set,
  paste,
  remove,
  goOn,
}: Props) {
  const words = useWords()
  const { t, code, codesOf, languageName, countryName } = words
  const kind = state?.kind ?? 'waiting'
  const fixed = kind === 'sent' || kind === 'sending'
  const band = ageBandFromBirth(row.birth, new Date())
  const faultOf = (field: FieldName) => {
    const found = faults.find(fault => fault.field === field)
    return found && faultText(t.form, found.code)
  }
  const cell = (field: FieldName, label: string) => ({
    id: cellId(row.key, field),
    label,
    person: t.intake.row(number),
    fault: faultOf(field),
  })
  const marks = (field: FieldName) => ({
    id: cellId(row.key, field),
    disabled: fixed,
    'aria-invalid': faultOf(field) ? ('true' as const) : undefined,
    'aria-describedby': faultOf(field) ? `${cellId(row.key, field)}-fault` : undefined,
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    goOn()
  }
  const text = (field: 'names' | 'birth', label: string) => (
    <Cell {...cell(field, label)}>
      <input
        {...marks(field)}
        {...PRIVATE}
        type="text"
        placeholder={field === 'birth' ? t.intake.birthHint : undefined}
        value={row[field]}
        onInput={({ currentTarget: { value } }) =>
          set({ [field]: field === 'birth' ? birthAsKept(value, words.language) : value })
        }
        onKeyDown={onKeyDown}
        onPaste={event => {
          if (field === 'names' && paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
        }}
      />
    </Cell>
  )
  return (
    <tr class={faults.length > 0 ? 'at-fault' : undefined}>
      <th scope="row">
        <span class="hidden">{t.intake.row(number)}</span>
        <span aria-hidden="true">{number}</span>
      </th>
      {text('names', t.intake.name)}
      {text('birth', t.intake.birth)}
      <Cell {...cell('ageBand', t.intake.age)}>
        <select
          {...marks('ageBand')}
          disabled={fixed || band !== undefined}
          value={band ?? row.ageBand}
          onChange={event => set({ ageBand: event.currentTarget.value })}
        >
          <option value="">{t.app.unknown}</option>
          {codesOf('ageBand').map(name => (
            <option key={name} value={name}>
              {code('ageBand', name)}
            </option>
          ))}
        </select>
      </Cell>
      <Cell {...cell('minor', t.intake.child)}>
        <select
          {...marks('minor')}
          value={row.minor}
          onChange={event => {
            const { value } = event.currentTarget
            set({ minor: value === 'no' || value === 'yes' || value === 'doubt' ? value : '' })
          }}
        >
          <option value="">{t.app.choose}</option>
          {(['no', 'yes', 'doubt'] as const).map(answer => (
            <option key={answer} value={answer}>
              {t.form.minor[answer]}
            </option>
          ))}
        </select>
      </Cell>
      <Cell {...cell('gender', t.intake.gender)}>
        <select {...marks('gender')} value={row.gender} onChange={event => set({ gender: event.currentTarget.value })}>
          {codesOf('gender').map(name => (
            <option key={name} value={name}>
              {code('gender', name)}
            </option>
          ))}
        </select>
      </Cell>
      {languages.length > 0 && (
        <Cell {...cell('languages', t.intake.language)}>
          <select
            {...marks('languages')}
            value={row.language ?? languages[0] ?? ''}
            onChange={event => set({ language: event.currentTarget.value })}
          >
            <Choices codes={languages} name={languageName} />
          </select>
        </Cell>
      )}
      {nationalities.length > 0 && (
        <Cell {...cell('nationalities', t.intake.nationality)}>
          <select
            {...marks('nationalities')}
            value={row.nationality ?? nationalities[0] ?? ''}
            onChange={event => set({ nationality: event.currentTarget.value })}
          >
            <Choices codes={nationalities} name={countryName} />
          </select>
        </Cell>
      )}
      {fear && (
        <Cell {...cell('fearAnswer', t.intake.fear)}>
          <select
            {...marks('fearAnswer')}
            value={row.fear ?? ''}
            onChange={event => set({ fear: event.currentTarget.value })}
          >
            <option value="">{t.intake.fearUnasked}</option>
            {codesOf('fearAnswer').map(answer => (
              <option key={answer} value={answer}>
                {code('fearAnswer', answer)}
              </option>
            ))}
          </select>
        </Cell>
      )}
      {/* Nobody signs for a child: it goes to child protection. */}
      {onPaper && isChildRow(row) && <td />}
      {onPaper && !isChildRow(row) && (
        <Cell {...cell('sheet', t.intake.sheet)}>
          <SheetInput {...marks('sheet')} isTaken={row.sheet != null} take={sheet => set({ sheet })} />
        </Cell>
      )}
      <td class="row-state">
        {(state || !isBlank(row)) && <Badge kind={`row-${kind}`}>{t.intake.states[kind]}</Badge>}
        {state?.kind === 'sent' && (
          <a href={addressOf({ page: 'referral', id: state.referralId })}>
            {t.intake.open}
            <span class="hidden">
              {t.app.colon}
              {t.intake.row(number)}
            </span>
          </a>
        )}
        {state?.kind === 'refused' && <p class="fault">{words.problem(state.problem).title}</p>}
        {!fixed && remove && (
          <button type="button" class="plain" aria-label={t.intake.removeRow(number)} onClick={remove}>
            ×
          </button>
        )}
      </td>
    </tr>
  )
}

function Choices({ codes, name }: { codes: readonly string[]; name(code: string): string }) {
  const { t } = useWords()
  return (
    <>
      {codes.map(code => (
        <option key={code} value={code}>
          {name(code)}
        </option>
      ))}
      <option value="">{t.app.unknown}</option>
    </>
  )
}
