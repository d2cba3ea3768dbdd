import { builder } from '../builder.ts';

export interface AddressModel {
  readonly address: string | null;
  readonly city: string | null;
  readonly postalCode?: string | null;
  readonly countryCode: string | null;
}

export const Address = builder.objectRef<AddressModel>('Address').implement({
  description: 'A postal address as e-Cont.md keeps it.',
  fields: (t) => ({
    line: t.exposeString('address', { nullable: true, description: 'Street and number.' }),
    city: t.exposeString('city', { nullable: true, description: 'City or village.' }),
    postalCode: t.string({ nullable: true, description: 'Postal code, such as `MD-2001`.', resolve: ({ postalCode }) => postalCode ?? null }),
    countryCode: t.exposeString('countryCode', { nullable: true, description: 'Country, ISO 3166-1 alpha-2, such as `MD`.' }),
  }),
});
