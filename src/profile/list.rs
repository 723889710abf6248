//! Closed lists: enums whose values have the names that stand in profile files, and no other.

/// Makes an enum with `ALL`, `name()` and `find()`; serde and the JSON Schema use the same names.
macro_rules! closed_list {
    ($(#[$meta:meta])* pub enum $list:ident { $($(#[$doc:meta])* $value:ident = $name:literal,)+ }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $list {
            $($(#[$doc])* #[serde(rename = $name)] $value,)+
        }

        impl $list {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// The name in profile files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name,)+
                }
            }

            /// The value with exactly this name.
            #[must_use]
            pub fn find(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}
