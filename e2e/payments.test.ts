import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../server/test/build.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { axeFindings, complaints, shoot } from './support/look.ts'
import { openPortal } from './support/portal.ts'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
  await clinic.sql(`update clinic_settings set is_demo = true, name = 'Northgate Clinic'`)
})
afterAll(() => clinic?.close())

test('a patient pays on the phone, sees it, and has a receipt; it is marked as a test', async () => {
  const { page, leadId } = await openPortal(clinic, { first_name: 'Rosa', last_name: 'Delgado' }, '/portal/pay')
  const heard = complaints(page)
  await page.getByText('A test payment moves no money.').waitFor()
  await shoot(page, 'portal-pay-due')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Pay $199.00 as a test' }).click()
  await page.getByText('Paid. Thank you.').waitFor()
  await shoot(page, 'portal-pay-paid')
  await page.getByRole('link', { name: 'Receipt' }).click()
  await page.getByRole('heading', { name: 'Receipt' }).waitFor()
  expect(await page.getByText('Rosa Delgado').count()).toBe(1)
  await shoot(page, 'portal-receipt')
  expect(await axeFindings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect((await clinic.as(clinic.people.sdr).get(`/leads/${leadId}/payments`)).body).toMatchObject({ state: 'paid' })
  expect(heard).toEqual([])
})

test('an SDR records a second payment, which shows as too much; an Admin gives it back and undoes a mistake', async () => {
  const leadId = await build.lead(clinic, { first_name: 'Maren', last_name: 'Oduya', owner_id: clinic.people.sdr.id })
  const { sdr, admin } = clinic.people
  await clinic.as(sdr).post(`/leads/${leadId}/payments`, { cents: 19_900, method: 'cash' })
  const page = await clinic.open(sdr, `/leads/${leadId}`)
  const heard = complaints(page)
  await page.getByRole('button', { name: 'Record a payment' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Amount (USD)').fill('199,00')
  await dialog.getByLabel('Reference').fill('Check 1001')
  await shoot(page, 'staff-record-payment')
  await dialog.getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByText('Overpaid: $398.00 of $199.00').waitFor()
  expect(await page.getByRole('button', { name: 'Actions for $199.00' }).count()).toBe(0)
  await shoot(page, 'staff-overpaid')

  const office = await clinic.open(admin, `/leads/${leadId}`)
  await office.getByRole('button', { name: 'Actions for $199.00' }).first().click()
  await office.getByRole('menuitem', { name: 'Give money back' }).click()
  const refund = office.getByRole('dialog')
  await refund.getByLabel('Amount (USD)').fill('500')
  await refund.getByText('At most $199.00 is left to give back').waitFor()
  await refund.getByLabel('Amount (USD)').fill('199')
  await refund.getByLabel('Reason').fill('Paid twice')
  expect(await axeFindings(office)).toEqual([])
  await refund.getByRole('button', { name: 'Give back' }).click()
  await office.getByText('Overpaid').waitFor({ state: 'hidden' })
  await office.getByRole('button', { name: 'Actions for $199.00' }).last().click()
  await office.getByRole('menuitem', { name: 'Undo: recorded by mistake' }).click()
  await office.getByRole('dialog').getByLabel('Reason').fill('Somebody else’s check')
  await office.getByRole('button', { name: 'Undo the entry' }).click()
  await office.getByText('Void: Somebody else’s check').waitFor()
  await shoot(office, 'staff-ledger')
  expect(await axeFindings(office)).toEqual([])
  expect(heard).toEqual([])
})

test('a patient writes with a file, staff see it at once, answer, and each sees that the other has read', async () => {
  const { sdr } = clinic.people
  const lead = { first_name: 'Ines', last_name: 'Marsh', owner_id: sdr.id }
  const { page, leadId } = await openPortal(clinic, lead, '/portal/messages')
  const inbox = await clinic.open(sdr, '/messages?whose=mine')
  await inbox.getByText('No messages').waitFor()
  const heard = [...complaints(page), ...complaints(inbox)]
  await page.getByText('Your clinic answers within 24 hours.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('Add a file').setInputFiles({ name: 'labs.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 labs') })
  await page.getByText('Added: labs.pdf').waitFor()
  await page.getByRole('textbox', { name: 'Your message' }).fill('Here are my labs from March.\nAre they recent enough?')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('listitem').getByText('Sent').waitFor()
  await inbox.getByRole('link', { name: /Ines Marsh/ }).click()
  await inbox.getByText('Are they recent enough?').last().waitFor()
  await inbox.getByLabel('Write to the patient').fill('They are. Choose a time for your visit.')
  await shoot(inbox, 'staff-inbox')
  expect(await axeFindings(inbox)).toEqual([])
  await inbox.getByRole('button', { name: 'Send' }).click()
  await inbox.getByText('not read by the patient yet').waitFor()
  await page.reload()
  await page.getByText('They are. Choose a time for your visit.').waitFor()
  await page.getByRole('listitem').getByText('Read', { exact: true }).waitFor()
  await shoot(page, 'portal-messages')
  const record = await clinic.open(sdr, `/leads/${leadId}`)
  await record.getByText('read by the patient').waitFor()
  await record.getByRole('link', { name: 'labs.pdf' }).first().waitFor()
  await shoot(record, 'staff-lead-messages')
  expect(heard).toEqual([])
})

test('what somebody writes, and what they call a file, is text to whoever reads it', async () => {
  const payloads = [
    '<script>window.hacked=1</script>',
    '<img src=x onerror=window.hacked=1>',
    '<svg/onload=window.hacked=1>',
    'javascript:window.hacked=1',
    '"><iframe srcdoc="<script>parent.hacked=1</script>">',
    '{{constructor.constructor("window.hacked=1")()}}',
    '<a href="javascript:window.hacked=1">x</a>',
    '<math><mtext></p><style><img src onerror=window.hacked=1>',
    '<body onload=window.hacked=1>',
    '</textarea><script>window.hacked=1</script>',
    "';window.hacked=1;//",
    '<details open ontoggle=window.hacked=1>',
  ]
  const sixty = Array.from({ length: 60 }, (_, at) => `${at} ${payloads[at % payloads.length]}`)
  const { sdr, admin } = clinic.people
  const { page, leadId } = await openPortal(clinic, { first_name: payloads[1], last_name: 'Probe', owner_id: sdr.id }, '/portal')
  await clinic.sql('insert into messages (lead_id, body) select $1, unnest($2::text[])', [leadId, sixty.slice(0, 20)])
  await clinic.sql(`insert into files (lead_id, name, media_type, bytes, digest) select $1, unnest($2::text[]), 'application/pdf', 1, ''`, [
    leadId,
    sixty.slice(20),
  ])
  await clinic.as(sdr).post(`/leads/${leadId}/payments`, { cents: 1, method: 'other', reference: payloads[1], note: payloads[2] })
  await clinic.as(admin).patch('/settings/payments', { instructions: payloads.join('\n') })
  await clinic.sql('update clinic_settings set is_demo = false')
  const staff = await clinic.open(admin, `/leads/${leadId}`)
  const heard = [...complaints(page), ...complaints(staff)]
  for (const path of ['/portal/pay', '/portal/messages', '/portal/documents', '/portal/receipt']) {
    await page.goto(clinic.url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => 'hacked' in window), path).toBe(false)
  }
  for (const path of [`/leads/${leadId}`, `/messages?with=${leadId}`, '/settings/payments']) {
    await staff.goto(clinic.url + path)
    await staff.getByRole('heading', { level: 1 }).first().waitFor()
    await staff.waitForTimeout(500)
    expect(await staff.evaluate(() => 'hacked' in window), path).toBe(false)
  }
  expect(heard).toEqual([])
})
