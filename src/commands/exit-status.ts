/**
 * What the process ends with: 0 fine · 1 findings at or above `--fail-on` · 2 unusable options, settings or input · 3 a defect.
 */
export type ExitStatus = 0 | 1 | 2 | 3;

export const exitStatus = { fine: 0, findings: 1, unusable: 2, defect: 3 } as const;
