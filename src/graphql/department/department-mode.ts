import { builder } from '../builder.ts';

export const DepartmentMode = builder.enumType('DepartmentMode', {
  description: 'Whether a department works for real.',
  values: {
    TEST: { description: 'Its invoices are for trying things out.' },
    PRODUCTION: { description: 'Its invoices are real.' },
    UNKNOWN: { description: 'A mode that this version has no name for.' },
  } as const,
});
