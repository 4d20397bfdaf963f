import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { limits, longestStageHours, type StageRequirement, stageRequirements, type UserRole, userRoles } from '#shared/values'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { fieldErrors } from '../lib/problem-words.ts'
import { valueWord } from '../lib/value-words.ts'
import classes from '../records/Dialogs.module.css'
import { Dialog } from '../ui/Dialog.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { toast } from '../ui/toast.ts'
import { type Contract, contractsQuery } from './queries.ts'

type Values = { ownerRole: UserRole; targetHours: string; soonHours: string; requirements: StageRequirement[]; guidance: string }

export function ContractDialog({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const stage = valueWord(contract.stage)
  const save = useSaveContract(contract)
  const form = useForm<Values>({
    initialValues: {
      ownerRole: contract.ownerRole,
      targetHours: String(contract.targetHours ?? ''),
      soonHours: String(contract.soonHours),
      requirements: contract.requirements,
      guidance: contract.guidance ?? '',
    },
  })
  const submit = (values: Values) =>
    save.mutate(values, {
      onSuccess: () => {
        toast({ text: t('contracts.saved', { stage }) })
        onClose()
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    })
  return (
    <Dialog title={t('contracts.editTitle', { stage })} onClose={onClose}>
      <form className={classes.form} onSubmit={form.onSubmit(submit)} noValidate>
        <Fields form={form} />
        {save.isError && Object.keys(form.errors).length === 0 && <Refusal error={save.error} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('contracts.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Fields({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const roles = userRoles.map((value) => ({ value, label: valueWord(value) }))
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          type="number"
          label={t('contracts.targetHours')}
          description={t('contracts.targetHint')}
          min={1}
          max={longestStageHours}
          {...form.getInputProps('targetHours')}
        />
        <TextInput type="number" label={t('contracts.soonHours')} min={0} max={longestStageHours} {...form.getInputProps('soonHours')} />
      </div>
      <Select label={t('contracts.owner')} data={roles} allowDeselect={false} {...form.getInputProps('ownerRole')} />
      <Checkbox.Group label={t('contracts.asks')} {...form.getInputProps('requirements')}>
        <div className={classes.choices}>
          {stageRequirements.map((name) => (
            <Checkbox key={name} value={name} label={t(`clocks.${name}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea label={t('contracts.guidance')} autosize minRows={2} maxLength={limits.reason} {...form.getInputProps('guidance')} />
    </>
  )
}

function useSaveContract({ entityType, stage }: Contract) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ ownerRole, targetHours, soonHours, requirements, guidance }: Values) =>
      call('PATCH /stage-definitions/:entityType/:stage', {
        params: { entityType, stage },
        body: {
          ownerRole,
          targetHours: targetHours.trim() === '' ? null : Number(targetHours),
          soonHours: Number(soonHours),
          requirements,
          guidance: guidance.trim() || null,
        },
      }),
    onSuccess: async () => {
      // Every clock may stand elsewhere now.
      void queries.invalidateQueries({ queryKey: ['leads'] })
      void queries.invalidateQueries({ queryKey: ['contacts'] })
      await queries.invalidateQueries({ queryKey: contractsQuery.queryKey })
    },
  })
}
