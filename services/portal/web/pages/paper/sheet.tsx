import type { PaperForm, Side } from '@amparo/client'
import { referralPurposes } from '@amparo/contracts'
import type { ComponentChildren } from 'preact'
import type { FieldName } from '../../form/draft.ts'
import { ROLES } from '../../form/fallback.ts'
import type { Words } from '../../i18n/words.ts'
import { limitIn } from './limits.ts'

interface Props {
  readonly form: PaperForm
  /** In the language of the form, which need not be the page's. */
  readonly words: Words
  readonly number: string
  /** The own agency's name. */
  readonly from: string
}

const PRIORITIES = ['emergency', 'urgent', 'normal'] as const
const PERSON: readonly FieldName[] = ['names', 'aliases', 'birth', 'nationalities', 'languages']
const CONTACT: readonly FieldName[] = ['contactChannel', 'contactValue', 'contactWhen', 'contactCodeWord']
const GUARDIAN: readonly FieldName[] = ['guardianName', 'guardianPhone']

/** One blank form, to be filled in by hand. */
export function Sheet({ form, words, number, from }: Props) {
  const { t, say, code, codesOf } = words
  const { sheet, role } = t.fallback
  const { fields } = t.form
  return (
    <article class="sheet" lang={words.language}>
      <div class="sheet-head">
        <div>
          <h2>{say(form.name)}</h2>
          <p class="secret">{sheet.secret}</p>
        </div>
        <p class="sheet-number">
          <span>{sheet.number}</span>
          <strong>{number}</strong>
        </p>
      </div>
      <ol class="sheet-steps">
        {sheet.steps.map(step => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h3>{sheet.when}</h3>
      <div class="sheet-lines">
        <Line name={sheet.from}>{from}</Line>
        <Line name={sheet.to} />
        <Line name={sheet.date} />
        <Line name={sheet.time} />
      </div>
      <Boxes name={sheet.spokenTo} labels={ROLES.map(one => role[one])} />
      <Boxes name={fields.priority.label} labels={PRIORITIES.map(one => code('priority', one))} />
      <Boxes
        name={fields.services.label}
        labels={(form.services ?? codesOf('service')).map(one => code('service', one))}
      />
      <h3>{sheet.person}</h3>
      <div class="sheet-lines">
        {PERSON.map(name => (
          <Line key={name} name={fields[name].label} />
        ))}
      </div>
      <Boxes name={fields.minor.label} labels={[t.form.minor.no, t.form.minor.yes, t.form.minor.doubt]} />
      <p>
        <strong>{sheet.child}</strong>
      </p>
      <div class="sheet-lines">
        {GUARDIAN.map(name => (
          <Line key={name} name={fields[name].label} />
        ))}
      </div>
      <Boxes name={fields.hasSafeContact.label} labels={[t.app.no, t.app.yes]} />
      <div class="sheet-lines">
        {CONTACT.map(name => (
          <Line key={name} name={fields[name].label} />
        ))}
      </div>
      <Boxes name={fields.fearAsked.label} labels={[t.app.no, t.app.yes]} />
      <Boxes name={fields.needs.label} labels={codesOf('need').map(one => code('need', one))} />
      <Boxes name={fields.risks.label} labels={codesOf('risk').map(one => code('risk', one))} />
      <h3>{sheet.consent}</h3>
      <p>{sheet.consentNote}</p>
      <Boxes name={fields.purposes.label} labels={referralPurposes.map(one => code('purpose', one))} />
      <Boxes name={fields.categories.label} labels={codesOf('category').map(one => code('category', one))} />
      <div class="sheet-lines">
        <Line name={fields.languageExplained.label} />
        <Line name={fields.validUntil.label} />
        <Line name={sheet.sign} />
        <Line name={sheet.witness} />
      </div>
      <Boxes name={fields.interpreter.label} labels={[t.app.yes, t.app.no]} />
      <Boxes name={fields.comprehensionChecked.label} labels={[t.app.yes, t.app.no]} />
      <p>{sheet.emergencyNote}</p>
      <Deadlines form={form} words={words} />
      <h3>{sheet.phones}</h3>
      <ul class="sheet-phones">
        {form.call.map(({ hub, agencyId, name, phone }) => (
          <li key={agencyId}>
            {name} ({words.hubName(hub)}): <strong>{phone ?? sheet.noPhone}</strong>
          </li>
        ))}
      </ul>
      <p class="secret">{sheet.destroy}</p>
    </article>
  )
}

function Deadlines({ form, words }: Pick<Props, 'form' | 'words'>) {
  const { t, say, code } = words
  const { sheet } = t.fallback
  const whose = (owner: Side) => sheet.owner[owner]
  return (
    <>
      <h3>{sheet.deadlines}</h3>
      <table class="plain-table">
        <thead>
          <tr>
            <td />
            {PRIORITIES.map(priority => (
              <th key={priority} scope="col">
                {code('priority', priority)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {form.deadlines.map(deadline => (
            <tr key={deadline.deadline}>
              <th scope="row">
                {say(deadline.text)} ({whose(deadline.owner)})
              </th>
              {PRIORITIES.map(priority => (
                <td key={priority}>{limitIn(words, deadline[priority])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{sheet.deadlinesNote}</p>
    </>
  )
}

const Line = ({ name, children }: { name: string; children?: ComponentChildren }) => (
  <p class="sheet-line">
    <span>{name}</span>
    <b>{children}</b>
  </p>
)

const Boxes = ({ name, labels }: { name: string; labels: readonly string[] }) => (
  <p class="sheet-boxes">
    <span>{name}:</span>
    {labels.map(label => (
      <span key={label}>
        <i aria-hidden="true" /> {label}
      </span>
    ))}
  </p>
)
