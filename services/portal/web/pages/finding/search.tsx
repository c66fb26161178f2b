import type { Candidate } from '@amparo/client'
import { isPartialDate, referralPurposes } from '@amparo/contracts'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useKeys } from '../../app/use-keys.ts'
import { birthAsKept } from '../../form/birth.ts'
import { SelectField, TextArea, TextField } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { choicesIn } from '../custody/choices.ts'
import { ShortForm, useShortForm } from '../custody/short-form.tsx'
import { AskWho } from './ask-who.tsx'
import { Evidence } from './evidence.tsx'
import { LinkCandidates } from './link-form.tsx'

const EMPTY = { names: '', dateOfBirth: '', documents: '', phones: '', purpose: '', reason: '' }
/** A month or a day, or nothing. */
const isBirth = (text: string): boolean => text.trim() === '' || (text.trim().length > 4 && isPartialDate(text.trim()))
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

/** By what is known of somebody. What was typed is gone from the page once it was sent. */
export function Search({ done }: { done(said: string): void }) {
  const { t, code, language } = useWords()
  const { client } = useSignedIn()
  const { once } = useKeys()
  const { finding, app } = t
  const [found, setFound] = useState<readonly Candidate[]>()
  const form = useShortForm(
    EMPTY,
    typed => ({
      names: lines(typed.names + typed.documents + typed.phones).length === 0 ? finding.somethingKnown : undefined,
      dateOfBirth: isBirth(birthAsKept(typed.dateOfBirth, language)) ? undefined : finding.dateFault,
      documents: undefined,
      phones: undefined,
      purpose: typed.purpose === '' ? app.choose : undefined,
      reason: typed.reason === '' ? app.choose : undefined,
    }),
    async typed => {
      const sought = {
        ...{
          purpose: typed.purpose,
          reason: typed.reason,
          dateOfBirth: birthAsKept(typed.dateOfBirth, language).trim() || null,
        },
        ...{ names: lines(typed.names), documents: lines(typed.documents), phones: lines(typed.phones) },
      }
      const { candidates } = await once(sought, key => client.search(sought, key))
      setFound(candidates)
    },
  )
  return (
    <section aria-labelledby="search">
      <h2 id="search">{finding.search}</h2>
      <p>{finding.searchLead}</p>
      <ShortForm form={form} send={finding.find}>
        <TextArea
          {...{ id: 'find-names', label: finding.names, hint: finding.namesHint, rows: 2 }}
          {...form.input('names')}
        />
        <TextField
          {...{ id: 'find-born', label: finding.dateOfBirth, hint: finding.dateHint }}
          {...form.input('dateOfBirth')}
        />
        <TextArea {...{ id: 'find-documents', label: finding.documents, rows: 2 }} {...form.input('documents')} />
        <TextArea {...{ id: 'find-phones', label: finding.phones, rows: 2 }} {...form.input('phones')} />
        <SelectField
          {...{ id: 'find-purpose', label: finding.purpose, empty: app.choose }}
          choices={referralPurposes.map(purpose => ({ code: purpose, label: code('purpose', purpose) }))}
          {...form.input('purpose')}
        />
        <SelectField
          {...{ id: 'find-reason', label: finding.reason, empty: app.choose }}
          choices={choicesIn(finding.reasons)}
          {...form.input('reason')}
        />
      </ShortForm>
      <Status>{found && finding.found(found.length)}</Status>
      <Candidates found={found ?? []} done={done} />
    </section>
  )
}

function Candidates({ found, done }: { found: readonly Candidate[]; done(said: string): void }) {
  const { t } = useWords()
  if (found.length === 0) return null
  return (
    <>
      <ol class="cards" aria-label={t.finding.search}>
        {found.map((candidate, i) => (
          <li key={candidate.pseudonym}>
            <h3>{t.finding.candidate(i + 1)}</h3>
            <Evidence of={candidate} />
            <AskWho id={candidate.pseudonym} meant={{ pseudonym: candidate.pseudonym }} done={done} />
          </li>
        ))}
      </ol>
      {found.length > 1 && <LinkCandidates found={found} done={done} />}
    </>
  )
}
