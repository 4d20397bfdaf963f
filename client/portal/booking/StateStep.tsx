import { useState } from 'react'
import { states } from '#shared/zones'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Field.tsx'
import { Form, Page } from '../ui/Page.tsx'
import { useSetPlace } from './queries.ts'

const options = Object.entries(states).map(([value, { name }]) => ({ value, label: name }))

/** Asked only where no coach may see somebody of an unknown state. */
export function StateStep() {
  const [state, setState] = useState('')
  const setPlace = useSetPlace()
  return (
    <Page title={t('booking.stateTitle')} lead={t('booking.stateLead')} back={{ to: '/portal/visits' }}>
      <Form onSubmit={() => state && setPlace.mutate({ state })}>
        <Select
          label={t('booking.state')}
          value={state}
          options={options}
          empty={t('common.choose')}
          autoComplete="address-level1"
          error={setPlace.error && explainShortly(setPlace.error)}
          onChange={setState}
        />
        <Button type="submit" look="filled" wide busy={setPlace.isPending} disabled={!state}>
          {t('common.save')}
        </Button>
      </Form>
    </Page>
  )
}
