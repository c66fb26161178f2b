import { type OwnRecord as Content, createSheetPage } from '@amparo/client'
import { useMemo, useState } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { useAttempt } from '../app/use-action.ts'
import { useClearing } from '../app/use-clearing.ts'
import type { PageConfig } from '../auth/config.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { OwnRecord } from './record/own-record.tsx'

/** A person reads their own record, without an account. Until the code is right, it holds and fetches nothing. */
export function SheetPage({ config }: { config: PageConfig }) {
  const words = useWords()
  const { page, print } = words.t.record
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<'number' | 'code'>()
  const [record, setRecord] = useState<Content>()
  const sheet = useMemo(() => {
    const { hub, jurisdictionCertificate: jurisdictionCert, publicUrl } = config
    return createSheetPage({ url: `${publicUrl}/api/redaction`, hub, jurisdictionCert })
  }, [config])
  const open = useAttempt(async (digits: string) => setRecord(await sheet.open(number, digits)))
  // Somebody else may come to the same screen.
  const minutes = useClearing(record, () => {
    setRecord(undefined)
    setCode('')
  })
  const submit = () => {
    const digits = code.replace(/\D/g, '')
    const isNumber = number.replace(/[^\p{L}\d]/gu, '').length === 12
    const found = isNumber ? (digits.length === 6 ? undefined : 'code') : 'number'
    setWrong(found)
    if (found === undefined) void open.run(digits)
  }
  if (record) {
    return (
      <Page title={page.title}>
        <p class="no-print">
          {page.leave} {page.remaining(minutes)}
        </p>
        <div class="buttons no-print">
          <button type="button" onClick={() => window.print()}>
            {print}
          </button>
        </div>
        <OwnRecord record={record} words={words} />
      </Page>
    )
  }
  return (
    <Page title={page.title} lead={page.lead}>
      {open.problem?.status === 404 ? (
        <section class="problem" role="alert">
          <h2>{page.goneTitle}</h2>
          <p>{page.gone}</p>
        </section>
      ) : (
        <Problem problem={open.problem} />
      )}
      <form
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField
          {...{ id: 'number', label: page.number, hint: page.numberHint, value: number, onValue: setNumber }}
          fault={wrong === 'number' ? page.wrongNumber : undefined}
        />
        <TextField
          {...{ id: 'code', label: page.code, hint: page.codeHint, value: code, onValue: setCode }}
          fault={wrong === 'code' ? page.wrongCode : undefined}
        />
        <div class="buttons">
          <Button type="submit" disabled={open.busy}>
            {page.open}
          </Button>
        </div>
      </form>
      <Status>{open.busy && page.opening}</Status>
    </Page>
  )
}
