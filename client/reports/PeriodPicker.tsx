import { Button, Popover, SegmentedControl, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import type { Period } from './queries.ts'
import classes from './reports.module.css'
import { type PeriodSearch, type Range, usualRange } from './search.ts'

type PickerProps = { period: PeriodSearch; shown: Period | undefined }

/** Days up to today, or days of one's own. */
export function PeriodPicker({ period, shown }: PickerProps) {
  const navigate = useNavigate()
  const choose = (next: PeriodSearch) => void navigate({ to: '/dashboard', search: next, resetScroll: false })
  const isOwn = Boolean(period.from)
  return (
    <>
      <SegmentedControl
        aria-label={t('reports.period')}
        value={isOwn ? '' : (period.range ?? usualRange)}
        onChange={(range) => choose({ range: range as Range })}
        data={[
          { value: '7d', label: t('reports.range7') },
          { value: '30d', label: t('reports.range30') },
          { value: 'quarter', label: t('reports.rangeQuarter') },
          { value: 'year', label: t('reports.rangeYear') },
        ]}
      />
      {shown && <OwnPeriod key={`${shown.from} ${shown.to}`} shown={shown} isOwn={isOwn} onChoose={choose} />}
    </>
  )
}

function OwnPeriod({ shown, isOwn, onChoose }: { shown: Period; isOwn: boolean; onChoose: (next: PeriodSearch) => void }) {
  const [open, setOpen] = useState(false)
  const [from, setFrom] = useState(shown.from)
  const [to, setTo] = useState(shown.to)
  const fits = from !== '' && to !== '' && from <= to
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpen(!open)} aria-pressed={isOwn}>
          {t('reports.own')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.own}
          onSubmit={(event) => {
            event.preventDefault()
            if (fits) onChoose({ from, to })
          }}
        >
          <TextInput type="date" label={t('reports.firstDay')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput
            type="date"
            label={t('reports.lastDay')}
            value={to}
            error={fits ? undefined : t('reports.wrongDays')}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!fits}>
            {t('reports.showDays')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
