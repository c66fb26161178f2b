import type { PaperForm } from '@amparo/client'
import { paperNumber } from '@amparo/contracts'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { isLanguageOfPage, type Language, NAMES } from '../i18n/language.ts'
import { wordsIn } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { CheckboxGroup, SelectField } from '../ui/fields.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { recipientsAmong } from '../work/recipients.ts'
import { Sheet } from './paper/sheet.tsx'

const COPIES = [1, 2, 5, 10, 20]
/** As many duty phones as the hub gives at once, and as fit on a sheet. */
const MOST = 24

interface Printed {
  readonly form: PaperForm
  readonly numbers: readonly string[]
}

/** Blank forms to be printed ahead. Their numbers are drawn here: nobody keeps a list of them. */
export function Paper() {
  const { t, say, language, hubName } = useWords()
  const { client, agencies, protocols, session, may } = useSignedIn()
  const open = protocols.all.filter(({ compartment }) => !compartment || may('protection:work'))
  const [asked, setProtocol] = useState<string>()
  const protocol = asked ?? open[0]?.id ?? ''
  const [formLanguage, setFormLanguage] = useState<Language>(language)
  const [copies, setCopies] = useState('2')
  const [printed, setPrinted] = useState<Printed>()
  const recipients = open.find(({ id }) => id === protocol)?.recipients
  const callable = recipients === undefined ? [] : recipientsAmong(agencies.all, session.agency, recipients)
  const refOf = ({ hub, agencyId }: { hub: string; agencyId: string }) => `${hub}:${agencyId}`
  const own = callable.filter(({ hub }) => hub === session.hub).map(refOf)
  const [chosen, setChosen] = useState<readonly string[]>()
  const call = (chosen ?? own).filter(ref => callable.some(agency => refOf(agency) === ref)).slice(0, MOST)
  const make = useAction(async () => {
    const form = await client.paperForm(protocol, call)
    setPrinted({ form, numbers: draw(Number(copies)) })
  })
  const change = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value)
      setPrinted(undefined)
    }
  }
  return (
    <Page title={t.fallback.title} lead={t.fallback.lead}>
      <form
        class="no-print"
        onSubmit={event => {
          event.preventDefault()
          void make.run()
        }}
      >
        <SelectField
          id="paper-protocol"
          label={t.form.fields.protocol.label}
          value={protocol}
          choices={open.map(({ id, name }) => ({ code: id, label: say(name) }))}
          onValue={change(setProtocol)}
        />
        <SelectField
          id="paper-language"
          label={t.fallback.formLanguage}
          value={formLanguage}
          choices={Object.entries(NAMES).map(([code, label]) => ({ code, label }))}
          onValue={code => isLanguageOfPage(code) && setFormLanguage(code)}
        />
        <SelectField
          id="paper-copies"
          label={t.fallback.copies}
          value={copies}
          choices={COPIES.map(count => ({ code: String(count), label: t.fallback.forms(count) }))}
          onValue={change(setCopies)}
        />
        <CheckboxGroup
          id="paper-call"
          label={t.fallback.agencies}
          hint={t.fallback.agenciesHint}
          values={call}
          choices={callable.map(agency => ({ code: refOf(agency), label: `${agency.name} (${hubName(agency.hub)})` }))}
          onValues={change(setChosen)}
        />
        <Problem problem={make.problem} />
        <div class="buttons">
          <Button type="submit" disabled={make.busy || protocol === ''}>
            {t.fallback.make}
          </Button>
        </div>
      </form>
      <Status>{printed && t.fallback.ready(printed.numbers.length)}</Status>
      {printed && (
        <>
          <div class="no-print">
            <p class="hint">{t.fallback.offline}</p>
            <div class="buttons">
              <button type="button" onClick={() => window.print()}>
                {t.fallback.print}
              </button>
            </div>
          </div>
          {printed.numbers.map(number => (
            <Sheet
              key={number}
              form={printed.form}
              words={wordsIn(formLanguage)}
              number={number}
              from={agencies.name(session.agency)}
            />
          ))}
        </>
      )}
    </Page>
  )
}

const draw = (count: number): string[] =>
  Array.from({ length: count }, () => paperNumber(crypto.getRandomValues(new Uint8Array(11))))
